package io.qmp.api.schema;

import io.qmp.api.schema.SchemaInfo.AlternateType;
import io.qmp.api.schema.SchemaInfo.Array;
import io.qmp.api.schema.SchemaInfo.Builtin;
import io.qmp.api.schema.SchemaInfo.EnumMember;
import io.qmp.api.schema.SchemaInfo.Enumeration;
import io.qmp.api.schema.SchemaInfo.ObjectMember;
import io.qmp.api.schema.SchemaInfo.ObjectType;
import io.qmp.api.schema.SchemaInfo.Variant;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpDouble;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of one introspection, and how they refer to one another. */
final class SchemaTypes {
    private final Schema schema;

    SchemaTypes(Schema schema) {
        this.schema = schema;
    }

    SchemaInfo get(String name) {
        return schema.entity(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the introspection refers to a type '" + name + "' that it does not describe"));
    }

    /** The type itself, or if it is an array that of its elements. */
    SchemaInfo element(String name) {
        SchemaInfo type = get(name);
        return type instanceof Array array ? element(array.elementType()) : type;
    }

    /** What a type is, as people say it. */
    String kind(String name) {
        SchemaInfo type = get(name);
        if (type instanceof Builtin || type instanceof SchemaInfo.Unknown) {
            return type.name();
        } else if (type instanceof Array array) {
            return "array of " + kind(array.elementType());
        } else if (type instanceof Enumeration) {
            return "enum";
        }
        return type instanceof AlternateType ? "alternate" : "object";
    }

    static Map<String, ObjectMember> members(ObjectType object) {
        Map<String, ObjectMember> members = new LinkedHashMap<>();
        object.members().forEach(member -> members.put(member.name(), member));
        return members;
    }

    static Map<String, Variant> variants(ObjectType object) {
        Map<String, Variant> variants = new LinkedHashMap<>();
        if (object.variants() != null) {
            object.variants().forEach(variant -> variants.put(variant.caseName(), variant));
        }
        return variants;
    }

    /** The values with their features, also of servers before 6.2, which tell the values only. */
    static Map<String, List<String>> values(Enumeration enumeration) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (enumeration.members() == null) {
            enumeration.values().forEach(value -> values.put(value, List.of()));
        } else {
            for (EnumMember member : enumeration.members()) {
                values.put(member.name(), features(member.features()));
            }
        }
        return values;
    }

    static List<String> features(@Nullable List<String> features) {
        return features == null ? List.of() : features;
    }

    /** The branches of an alternate by the kind of JSON value that tells them apart. */
    Map<String, String> branches(AlternateType alternate) {
        Map<String, String> branches = new LinkedHashMap<>();
        alternate.members().forEach(member -> branches.put(branchKind(member.type()), member.type()));
        return branches;
    }

    private String branchKind(String name) {
        SchemaInfo type = get(name);
        if (type instanceof Enumeration) {
            return "str";
        } else if (type instanceof Array) {
            return "array";
        }
        return type instanceof Builtin ? name : "object";
    }

    /** The branch of an alternate that takes a value. */
    Optional<String> branch(AlternateType alternate, QmpValue value) {
        Map<String, String> branches = branches(alternate);
        return Optional.ofNullable(branches.get(valueKind(value)))
                .or(() -> Optional.ofNullable(valueKind(value).equals("int") ? branches.get("number") : null));
    }

    static String valueKind(QmpValue value) {
        if (value instanceof QmpObject) {
            return "object";
        } else if (value instanceof QmpArray) {
            return "array";
        } else if (value instanceof QmpString) {
            return "str";
        } else if (value instanceof QmpBoolean) {
            return "bool";
        } else if (value instanceof QmpNull) {
            return "null";
        }
        return value instanceof QmpDouble ? "number" : "int";
    }
}
