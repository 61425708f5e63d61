package io.qmp.schema.generator.model;

import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.schema.SchemaVisitor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A type to which versions are being merged. */
final class TypeDraft {
    /** The kinds of types that merging distinguishes. */
    enum Kind {
        BUILTIN,
        ENUM,
        ARRAY,
        OBJECT,
        ALTERNATE;

        private static final SchemaVisitor<Kind> OF = new SchemaVisitor<>() {
            @Override
            public Kind builtin(SchemaInfo.Builtin type) {
                return Kind.BUILTIN;
            }

            @Override
            public Kind enumeration(SchemaInfo.Enumeration type) {
                return Kind.ENUM;
            }

            @Override
            public Kind array(SchemaInfo.Array type) {
                return Kind.ARRAY;
            }

            @Override
            public Kind object(SchemaInfo.ObjectType type) {
                return Kind.OBJECT;
            }

            @Override
            public Kind alternate(SchemaInfo.AlternateType type) {
                return Kind.ALTERNATE;
            }

            @Override
            public Kind other(SchemaInfo entity) {
                throw new IllegalArgumentException("'" + entity.name() + "' is no type that this generator knows");
            }
        };

        /** {@return the kind of a type} */
        static Kind of(SchemaInfo type) {
            return type.accept(OF);
        }
    }

    final String key;
    final Kind kind;
    final List<String> features;
    /** The versions that have the type. */
    final Set<String> versions = new LinkedHashSet<>();
    /** Of an enumeration the values, of an object the members. */
    final Map<String, Part> parts = new LinkedHashMap<>();

    final Map<String, Part> variants = new LinkedHashMap<>();
    final List<String> branches = new ArrayList<>();

    @Nullable
    String tag;

    String element = "";

    TypeDraft(String key, Kind kind, List<String> features, String version) {
        this.key = key;
        this.kind = kind;
        this.features = features;
        versions.add(version);
    }

    /** A value, a member or a variant. */
    static final class Part {
        final String name;
        /** Of a member or a variant. */
        final @Nullable String type;

        final List<String> features;
        /** The versions that have the part. */
        final Set<String> versions = new LinkedHashSet<>();

        /** Whether it is optional in the newest version that has it. */
        final boolean optional;
        /** Whether it is optional in an older version. */
        boolean onceOptional;

        Part(String name, @Nullable String type, boolean optional, List<String> features, String version) {
            this.name = name;
            this.type = type;
            this.optional = optional;
            this.features = features;
            versions.add(version);
        }
    }

    /** A command, or an event, which has no result and whose data are its arguments. */
    record Root(
            String name,
            List<String> features,
            Set<String> versions,
            String arguments,
            String result,
            boolean allowOob) {}
}
