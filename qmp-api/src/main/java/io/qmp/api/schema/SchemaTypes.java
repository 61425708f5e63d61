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

/** Looks up the types of one introspection by name. */
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

    /** The type, or if it is an array the type of its elements. */
    SchemaInfo element(String name) {
        SchemaInfo type = get(name);
        return type instanceof Array array ? element(array.elementType()) : type;
    }

    /** The kind of a type for people, such as {@code array of str}. */
    String kind(String name) {
        return get(name).accept(new SchemaVisitor<>() {
            @Override
            public String enumeration(Enumeration type) {
                return "enum";
            }

            @Override
            public String array(Array type) {
                return "array of " + kind(type.elementType());
            }

            @Override
            public String object(ObjectType type) {
                return "object";
            }

            @Override
            public String alternate(AlternateType type) {
                return "alternate";
            }

            @Override
            public String other(SchemaInfo entity) {
                return entity.name();
            }
        });
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

    /** The values with their features; servers before 6.2 send the values only. */
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

    /** The names of the types of an alternate by the kind of their values. */
    Map<JsonType, String> branches(AlternateType alternate) {
        Map<JsonType, String> branches = new LinkedHashMap<>();
        alternate.members().forEach(member -> branches.put(jsonType(member.type()), member.type()));
        return branches;
    }

    private JsonType jsonType(String name) {
        return get(name).accept(new SchemaVisitor<>() {
            @Override
            public JsonType builtin(Builtin type) {
                return type.jsonType().known().orElse(JsonType.VALUE);
            }

            @Override
            public JsonType enumeration(Enumeration type) {
                return JsonType.STRING;
            }

            @Override
            public JsonType array(Array type) {
                return JsonType.ARRAY;
            }

            @Override
            public JsonType other(SchemaInfo entity) {
                return JsonType.OBJECT;
            }
        });
    }

    /** The name of the type in an alternate that takes a value. */
    Optional<String> branch(AlternateType alternate, QmpValue value) {
        Map<JsonType, String> branches = branches(alternate);
        JsonType kind = jsonType(value);
        return Optional.ofNullable(branches.get(kind))
                .or(() -> Optional.ofNullable(kind == JsonType.INT ? branches.get(JsonType.NUMBER) : null));
    }

    static JsonType jsonType(QmpValue value) {
        if (value instanceof QmpObject) {
            return JsonType.OBJECT;
        } else if (value instanceof QmpArray) {
            return JsonType.ARRAY;
        } else if (value instanceof QmpString) {
            return JsonType.STRING;
        } else if (value instanceof QmpBoolean) {
            return JsonType.BOOLEAN;
        } else if (value instanceof QmpNull) {
            return JsonType.NULL;
        }
        return value instanceof QmpDouble ? JsonType.NUMBER : JsonType.INT;
    }
}
