package io.qmp.api.schema;

import io.qmp.api.Experimental;
import io.qmp.api.type.Case;
import io.qmp.api.type.Features;
import io.qmp.api.type.Newer;
import io.qmp.api.type.Open;
import io.qmp.api.type.Rest;
import io.qmp.api.type.Union;
import io.qmp.api.type.WireName;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entity of an introspection: a command, an event or a type. Entities refer to types by name; names of types
 * differ between versions, as introspection masks them.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@Union(tag = "meta-type", type = SchemaMetaType.class)
public sealed interface SchemaInfo {
    /** {@return its name, unique in the introspection} */
    String name();

    /** {@return its features, such as {@code deprecated}; {@code null} if it has none} */
    @Nullable
    List<String> features();

    /**
     * {@return the result of the visitor's method for this kind of entity}
     *
     * @param visitor the visitor
     * @param <R> the result
     */
    <R extends @Nullable Object> R accept(SchemaVisitor<R> visitor);

    /**
     * A type that every server has.
     *
     * @param name its name: {@code str}, {@code int}, {@code number}, {@code bool}, {@code null}, {@code any}
     * @param features its features
     * @param jsonType the kind of JSON value
     */
    @Case("builtin")
    record Builtin(String name, @Nullable List<String> features, Open<JsonType> jsonType) implements SchemaInfo {
        @Override
        public <R extends @Nullable Object> R accept(SchemaVisitor<R> visitor) {
            return visitor.builtin(this);
        }
    }

    /**
     * An enumeration.
     *
     * @param name its name
     * @param features its features
     * @param members its values; {@code null} from servers before 6.2
     * @param values the names of its values; deprecated on the wire in favour of {@code members}
     */
    @Case("enum")
    record Enumeration(
            String name,
            @Nullable List<String> features,
            @Newer @Nullable List<EnumMember> members,
            @Features("deprecated") List<String> values)
            implements SchemaInfo {
        @Override
        public <R extends @Nullable Object> R accept(SchemaVisitor<R> visitor) {
            return visitor.enumeration(this);
        }
    }

    /**
     * An array.
     *
     * @param name its name: the element type's in brackets
     * @param features its features
     * @param elementType the name of the elements' type
     */
    @Case("array")
    record Array(String name, @Nullable List<String> features, String elementType) implements SchemaInfo {
        @Override
        public <R extends @Nullable Object> R accept(SchemaVisitor<R> visitor) {
            return visitor.array(this);
        }
    }

    /**
     * An object, maybe a union.
     *
     * @param name its name
     * @param features its features
     * @param members the members it always may have
     * @param tag the member that selects a variant; {@code null} if it is no union
     * @param variants the further members by value of the tag; {@code null} if it is no union
     */
    @Case("object")
    record ObjectType(
            String name,
            @Nullable List<String> features,
            List<ObjectMember> members,
            @Nullable String tag,
            @Nullable List<Variant> variants)
            implements SchemaInfo {
        @Override
        public <R extends @Nullable Object> R accept(SchemaVisitor<R> visitor) {
            return visitor.object(this);
        }
    }

    /**
     * One of several types, distinguished by the kind of JSON value.
     *
     * @param name its name
     * @param features its features
     * @param members the types
     */
    @Case("alternate")
    record AlternateType(String name, @Nullable List<String> features, List<AlternateMember> members)
            implements SchemaInfo {
        @Override
        public <R extends @Nullable Object> R accept(SchemaVisitor<R> visitor) {
            return visitor.alternate(this);
        }
    }

    /**
     * A command.
     *
     * @param name its name
     * @param features its features
     * @param argType the name of the object type of its arguments
     * @param retType the name of the type it returns
     * @param allowOob whether it may be executed out of band; {@code null} means no
     */
    @Case("command")
    record Command(
            String name,
            @Nullable List<String> features,
            String argType,
            String retType,
            @Nullable Boolean allowOob) implements SchemaInfo {
        @Override
        public <R extends @Nullable Object> R accept(SchemaVisitor<R> visitor) {
            return visitor.command(this);
        }
    }

    /**
     * An event.
     *
     * @param name its name
     * @param features its features
     * @param argType the name of the object type of its data
     */
    @Case("event")
    record Event(String name, @Nullable List<String> features, String argType) implements SchemaInfo {
        @Override
        public <R extends @Nullable Object> R accept(SchemaVisitor<R> visitor) {
            return visitor.event(this);
        }
    }

    /**
     * An entity of a kind that this program does not know.
     *
     * @param name its name
     * @param metaType the kind
     * @param features its features
     * @param rest what else it has
     */
    record Unknown(
            String name,
            Open<SchemaMetaType> metaType,
            @Nullable List<String> features,
            @Rest QmpObject rest) implements SchemaInfo {
        @Override
        public <R extends @Nullable Object> R accept(SchemaVisitor<R> visitor) {
            return visitor.other(this);
        }
    }

    /**
     * A value of an enumeration.
     *
     * @param name the value
     * @param features its features
     */
    record EnumMember(String name, @Nullable List<String> features) {}

    /**
     * A member of an object.
     *
     * @param name its name
     * @param type the name of its type
     * @param defaultValue there if the member is optional; always {@code null} on the wire
     * @param features its features
     */
    record ObjectMember(
            String name,
            String type,
            @WireName("default") @Nullable QmpValue defaultValue,
            @Nullable List<String> features) {
        /** {@return whether the member may be absent} */
        public boolean isOptional() {
            return defaultValue != null;
        }
    }

    /**
     * The further members of a union for one value of its tag.
     *
     * @param caseName the value of the tag
     * @param type the name of the object type of the further members
     */
    record Variant(@WireName("case") String caseName, String type) {}

    /**
     * One type of an alternate.
     *
     * @param type its name
     */
    record AlternateMember(String type) {}
}
