package io.qmp.schema.generator.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of a program. Types refer to one another by keys, which mean nothing outside of one {@link MergedProgram}.
 */
public sealed interface Type {
    /** {@return what others refer to it by} */
    String key();

    /**
     * A type that every program has.
     *
     * @param key its name: {@code str}, {@code int}, {@code number}, {@code bool}, {@code null}, {@code any}
     */
    record Builtin(String key) implements Type {}

    /**
     * An enumeration.
     *
     * @param key what others refer to it by
     * @param features its features
     * @param values its values
     */
    record Enumeration(String key, List<String> features, List<Value> values) implements Type {}

    /**
     * An array.
     *
     * @param key what others refer to it by
     * @param element the key of the elements' type
     */
    record Array(String key, String element) implements Type {}

    /**
     * An object, maybe a union.
     *
     * @param key what others refer to it by
     * @param features its features
     * @param members the members that are there in all cases
     * @param tag the member that selects a variant; {@code null} if it is no union
     * @param variants the further members by value of the tag
     */
    record ObjectType(
            String key,
            List<String> features,
            List<Member> members,
            @Nullable String tag,
            List<Variant> variants) implements Type {
        /** {@return whether it has variants} */
        public boolean isUnion() {
            return tag != null;
        }

        /** {@return the member of that name} */
        public Member member(String name) {
            return members.stream()
                    .filter(member -> member.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * One of several types, distinguished by the kind of JSON value.
     *
     * @param key what others refer to it by
     * @param features its features
     * @param branches the keys of the types
     */
    record Alternate(String key, List<String> features, List<String> branches) implements Type {}

    /**
     * A value of an enumeration.
     *
     * @param name the value
     * @param features its features
     * @param availability which versions have it
     */
    record Value(String name, List<String> features, Availability availability) {}

    /**
     * A member of an object.
     *
     * @param name its name
     * @param type the key of its type
     * @param optional whether it may be absent in the newest version that has it
     * @param onceOptional whether it may be absent in an older version that has it
     * @param features its features
     * @param availability which versions have it
     */
    record Member(
            String name,
            String type,
            boolean optional,
            boolean onceOptional,
            List<String> features,
            Availability availability) {}

    /**
     * What a union has besides for one value of its tag.
     *
     * @param value the value of the tag
     * @param type the key of the object type of the further members
     */
    record Variant(String value, String type) {}
}
