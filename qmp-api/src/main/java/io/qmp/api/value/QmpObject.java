package io.qmp.api.value;

import io.qmp.api.Stable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An object: members by name, each name once.
 *
 * @param members the members, iterated in the order in which they were added; copied, unmodifiable
 * @since 0.1
 */
@Stable(since = "0.1")
public record QmpObject(Map<String, QmpValue> members) implements QmpValue {
    /** The object without members. */
    public static final QmpObject EMPTY = builder().build();

    /** Copies the map, unless a {@link Builder} made it. */
    public QmpObject {
        members = Members.copyOf(members);
    }

    /** {@return an object with one member} */
    public static QmpObject of(String name, QmpValue value) {
        return builder().put(name, value).build();
    }

    /** {@return an object with two members} */
    public static QmpObject of(String name1, QmpValue value1, String name2, QmpValue value2) {
        return builder().put(name1, value1).put(name2, value2).build();
    }

    /** {@return a builder of an object} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return whether there are no members} */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** {@return the member of that name, or {@code null} if it is absent} */
    public @Nullable QmpValue get(String name) {
        return members.get(name);
    }

    /** {@return the member of that name if it is a string} */
    public Optional<String> string(String name) {
        return get(name) instanceof QmpString string ? Optional.of(string.value()) : Optional.empty();
    }

    /** {@return the member of that name if it is an integer that fits a {@code long}} */
    public OptionalLong integer(String name) {
        return get(name) instanceof QmpLong integer ? OptionalLong.of(integer.value()) : OptionalLong.empty();
    }

    /** {@return the member of that name if it is a boolean} */
    public Optional<Boolean> bool(String name) {
        return get(name) instanceof QmpBoolean bool ? Optional.of(bool.value()) : Optional.empty();
    }

    /** {@return the member of that name if it is an object} */
    public Optional<QmpObject> object(String name) {
        return get(name) instanceof QmpObject object ? Optional.of(object) : Optional.empty();
    }

    /** {@return the member of that name if it is an array} */
    public Optional<QmpArray> array(String name) {
        return get(name) instanceof QmpArray array ? Optional.of(array) : Optional.empty();
    }

    @Override
    public String toString() {
        return members.toString();
    }

    /** Collects members. Not for use by several threads. */
    public static final class Builder {
        private final Members.Collector members = new Members.Collector();

        private Builder() {}

        /**
         * Adds a member.
         *
         * @param name its name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if there is a member of that name
         */
        public Builder put(String name, QmpValue value) {
            if (!add(name, value)) {
                throw new IllegalArgumentException("there is a member '" + name + "' already");
            }
            return this;
        }

        /**
         * Adds a member unless there is one of that name.
         *
         * @param name its name
         * @param value its value
         * @return whether it was added
         */
        public boolean add(String name, QmpValue value) {
            return members.add(name, value);
        }

        /** {@return an object of the members added since this builder was made or last built} */
        public QmpObject build() {
            return new QmpObject(members.collect());
        }
    }
}
