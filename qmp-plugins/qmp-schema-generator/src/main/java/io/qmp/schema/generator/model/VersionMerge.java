package io.qmp.schema.generator.model;

import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.schema.SchemaPath;
import io.qmp.api.schema.SchemaVisitor;
import io.qmp.schema.generator.model.TypeDraft.Kind;
import io.qmp.schema.generator.model.TypeDraft.Part;
import io.qmp.schema.generator.model.TypeDraft.Root;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges one version into the drafts of newer ones. */
final class VersionMerge {
    private final String label;
    private final Schema schema;
    private final Map<String, TypeDraft> drafts;
    private final Readability readability;
    /** For a type of this version, the key of the first type that it was paired with. */
    private final Map<String, String> keys = new HashMap<>();

    private final Set<List<String>> pairs = new HashSet<>();
    /** Done when all pairs are known, as an addition may refer to a type that is paired later. */
    private final List<Runnable> additions = new ArrayList<>();

    VersionMerge(Version version, Map<String, TypeDraft> drafts) {
        this.label = version.label();
        this.schema = version.schema();
        this.drafts = drafts;
        this.readability = new Readability(drafts, version.schema());
    }

    void addTo(Map<String, Root> commands, Map<String, Root> events) {
        SchemaVisitor<@Nullable Void> roots = new SchemaVisitor<>() {
            @Override
            public @Nullable Void command(SchemaInfo.Command command) {
                boolean allowOob = Boolean.TRUE.equals(command.allowOob());
                add(commands, command, command.argType(), command.retType(), allowOob);
                return null;
            }

            @Override
            public @Nullable Void event(SchemaInfo.Event event) {
                add(events, event, event.argType(), event.argType(), false);
                return null;
            }

            @Override
            public @Nullable Void other(SchemaInfo entity) {
                return null;
            }
        };
        schema.entities().forEach(entity -> entity.accept(roots));
        additions.forEach(Runnable::run);
    }

    private void add(Map<String, Root> roots, SchemaInfo info, String arguments, String result, boolean allowOob) {
        Root newer = roots.get(info.name());
        if (newer != null) {
            newer.versions().add(label);
            boolean event = info instanceof SchemaInfo.Event;
            pair(
                    event ? SchemaPath.data(info.name()) : SchemaPath.arguments(info.name()),
                    newer.arguments(),
                    arguments);
            pair(SchemaPath.result(info.name()), newer.result(), result);
        } else {
            Set<String> versions = new LinkedHashSet<>(List.of(label));
            additions.add(() -> roots.put(
                    info.name(),
                    new Root(info.name(), features(info.features()), versions, key(arguments), key(result), allowOob)));
        }
    }

    /** Pairs the type that this version has at some path with the type that newer ones have there. */
    private void pair(SchemaPath path, String key, String name) {
        TypeDraft draft = draft(key);
        SchemaInfo info = info(name);
        if (!pairs.add(List.of(key, name))) {
            return;
        }
        if (!readability.reads(draft, info)) {
            throw new IllegalArgumentException(path.text() + " is " + readability.describe(info) + " in " + label
                    + " and " + readability.describe(draft) + " in " + newest(draft)
                    + ", which cannot be read as one type");
        }
        if (draft.kind != Kind.of(info)) {
            return;
        }
        keys.putIfAbsent(name, key);
        draft.versions.add(label);
        info.accept(new Pairing(path, draft));
    }

    private static String newest(TypeDraft draft) {
        return draft.versions.iterator().next();
    }

    /** Pairs the parts of a type with those of a draft of the same kind. */
    private final class Pairing implements SchemaVisitor<@Nullable Void> {
        private final SchemaPath path;
        private final TypeDraft draft;

        Pairing(SchemaPath path, TypeDraft draft) {
            this.path = path;
            this.draft = draft;
        }

        @Override
        public @Nullable Void enumeration(SchemaInfo.Enumeration type) {
            values(type).forEach(value -> pair(path, draft.parts, value));
            return null;
        }

        @Override
        public @Nullable Void array(SchemaInfo.Array type) {
            pair(path, draft.element, type.elementType());
            return null;
        }

        @Override
        public @Nullable Void alternate(SchemaInfo.AlternateType type) {
            type.members().forEach(member -> pairBranch(path, draft, member.type()));
            return null;
        }

        @Override
        public @Nullable Void object(SchemaInfo.ObjectType type) {
            type.members().forEach(member -> pair(path.member(member.name()), draft.parts, part(member)));
            if (draft.tag != null) {
                variants(type).forEach(variant -> pair(path.variant(variant.name), draft.variants, variant));
            }
            return null;
        }

        @Override
        public @Nullable Void other(SchemaInfo entity) {
            return null;
        }
    }

    private void pair(SchemaPath path, Map<String, Part> parts, Part older) {
        Part newer = parts.get(older.name);
        if (newer == null) {
            additions.add(() -> parts.putIfAbsent(older.name, keyed(older)));
            return;
        }
        newer.versions.add(label);
        newer.onceOptional |= older.optional;
        if (newer.type != null && older.type != null) {
            pair(path, newer.type, older.type);
        }
    }

    private void pairBranch(SchemaPath path, TypeDraft alternate, String name) {
        Kind kind = Kind.of(info(name));
        alternate.branches.stream()
                .filter(branch -> kind == Kind.BUILTIN ? branch.equals(name) : draft(branch).kind == kind)
                .findFirst()
                .ifPresent(branch -> pair(path, branch, name));
    }

    /** The key of a type of this version: of the one it is paired with, or of a draft of its own. */
    private String key(String name) {
        String known = keys.get(name);
        if (known != null) {
            return known;
        }
        SchemaInfo info = info(name);
        Kind kind = Kind.of(info);
        String key = kind == Kind.BUILTIN ? name : label + ":" + name;
        keys.put(name, key);
        TypeDraft draft = new TypeDraft(key, kind, features(info.features()), label);
        drafts.putIfAbsent(key, draft);
        info.accept(new Filling(draft));
        return key;
    }

    /** Adds the parts of a type to a draft that has none. */
    private final class Filling implements SchemaVisitor<@Nullable Void> {
        private final TypeDraft draft;

        Filling(TypeDraft draft) {
            this.draft = draft;
        }

        @Override
        public @Nullable Void enumeration(SchemaInfo.Enumeration type) {
            values(type).forEach(value -> draft.parts.put(value.name, value));
            return null;
        }

        @Override
        public @Nullable Void array(SchemaInfo.Array type) {
            draft.element = key(type.elementType());
            return null;
        }

        @Override
        public @Nullable Void alternate(SchemaInfo.AlternateType type) {
            type.members().forEach(member -> draft.branches.add(key(member.type())));
            return null;
        }

        @Override
        public @Nullable Void object(SchemaInfo.ObjectType type) {
            type.members().forEach(member -> draft.parts.put(member.name(), keyed(part(member))));
            draft.tag = type.tag();
            variants(type).forEach(variant -> draft.variants.put(variant.name, keyed(variant)));
            return null;
        }

        @Override
        public @Nullable Void other(SchemaInfo entity) {
            return null;
        }
    }

    private Part keyed(Part part) {
        return part.type == null ? part : new Part(part.name, key(part.type), part.optional, part.features, label);
    }

    private TypeDraft draft(String key) {
        return Objects.requireNonNull(drafts.get(key), key);
    }

    private SchemaInfo info(String name) {
        return schema.entity(name)
                .orElseThrow(() -> new IllegalArgumentException("the introspection of " + label + " refers to a type '"
                        + name + "' that it does not describe"));
    }

    private List<Part> values(SchemaInfo.Enumeration enumeration) {
        if (enumeration.members() == null) { // a server before 6.2
            return enumeration.values().stream()
                    .map(value -> new Part(value, null, false, List.of(), label))
                    .toList();
        }
        return enumeration.members().stream()
                .map(value -> new Part(value.name(), null, false, features(value.features()), label))
                .toList();
    }

    private Part part(SchemaInfo.ObjectMember member) {
        return new Part(member.name(), member.type(), member.isOptional(), features(member.features()), label);
    }

    private List<Part> variants(SchemaInfo.ObjectType object) {
        return object.variants() == null
                ? List.of()
                : object.variants().stream()
                        .map(variant -> new Part(variant.caseName(), variant.type(), false, List.of(), label))
                        .toList();
    }

    private static List<String> features(@Nullable List<String> features) {
        return features == null ? List.of() : features;
    }
}
