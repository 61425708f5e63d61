package io.qmp.api.schema;

import io.qmp.api.Experimental;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the types of one introspection by name.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class SchemaTypes {
    private final Schema schema;

    /**
     * Looks up types.
     *
     * @param schema the introspection
     */
    public SchemaTypes(Schema schema) {
        this.schema = schema;
    }

    /**
     * {@return the type of a name}
     *
     * @throws IllegalArgumentException if the introspection does not describe it
     */
    public SchemaInfo get(String name) {
        return schema.entity(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the introspection refers to a type '" + name + "' that it does not describe"));
    }

    /** {@return the type of a name, or if it is an array the type of its elements} */
    public SchemaInfo element(String name) {
        SchemaInfo type = get(name);
        return type instanceof Array array ? element(array.elementType()) : type;
    }

    /** {@return the kind of a type for people, such as {@code array of str}} */
    public String kind(String name) {
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

    /**
     * {@return the members of an object by name, with those of the case of a union, which may be a union again} Without
     * a value of the tag, or with one that has no case, these are the common members.
     *
     * @param object the type
     * @param tagValue the value of a member of the object that is a tag
     */
    public Map<String, ObjectMember> members(ObjectType object, Function<String, Optional<String>> tagValue) {
        Map<String, ObjectMember> members = members(object);
        if (object.tag() != null) {
            tagValue.apply(object.tag())
                    .map(variants(object)::get)
                    .map(variant -> get(variant.type()))
                    .filter(ObjectType.class::isInstance)
                    .ifPresent(further -> members.putAll(members((ObjectType) further, tagValue)));
        }
        return members;
    }

    static Map<String, ObjectMember> members(ObjectType object) {
        Map<String, ObjectMember> members = new LinkedHashMap<>();
        object.members().forEach(member -> members.put(member.name(), member));
        return members;
    }

    /** {@return the cases of a union by the value of its tag; none if it is no union} */
    public static Map<String, Variant> variants(ObjectType object) {
        Map<String, Variant> variants = new LinkedHashMap<>();
        if (object.variants() != null) {
            object.variants().forEach(variant -> variants.put(variant.caseName(), variant));
        }
        return variants;
    }

    /** {@return the values with their features; servers before 6.2 send the values only} */
    public static Map<String, List<String>> values(Enumeration enumeration) {
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

    /** {@return features, none for {@code null}} */
    public static List<String> features(@Nullable List<String> features) {
        return features == null ? List.of() : features;
    }

    /** {@return the names of the types of an alternate by the kind of their values} */
    public Map<JsonType, String> branches(AlternateType alternate) {
        Map<JsonType, String> branches = new LinkedHashMap<>();
        alternate.members().forEach(member -> branches.put(jsonType(member.type()), member.type()));
        return branches;
    }

    /** {@return the kind of the values of a type} */
    public JsonType jsonType(String name) {
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

    /** {@return the name of the type in an alternate that takes a value} */
    public Optional<String> branch(AlternateType alternate, QmpValue value) {
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
