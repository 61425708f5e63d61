package io.qmp.codec.bind;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A member of an object and the record component that stands for it.
 *
 * @param name its name on the wire
 * @param type its type
 * @param presence whether it is there
 * @param features its features
 * @param slot the component
 */
record Member(String name, DataType type, Presence presence, FeatureSet features, Slot slot) {
    boolean isFormer() {
        return presence == Presence.FORMER;
    }

    /**
     * Reads the member.
     *
     * @param value its value; {@code null} if it is absent
     * @param place that of the object
     */
    @Nullable
    Object read(@Nullable QmpValue value, Place place) {
        if (value == null) {
            return presence == Presence.OPTIONAL || isFormer() ? null : readMissing(place);
        }
        place.admit(features, "parameter", name);
        return type.read(value, place.member(name));
    }

    /** QEMU asks its policy before it looks whether a required member is there. */
    private @Nullable Object readMissing(Place place) {
        if (!place.isStrict()) {
            return presence == Presence.NEWER ? null : type.absent();
        }
        place.admit(features, "parameter", name);
        throw place.member(name).missing();
    }

    void write(Object record, QmpObject.Builder object, CompatPolicy policy) {
        if (features.hiddenBy(policy)) {
            return;
        }
        Object value = slot.get(record);
        if (value != null || !presence.isNullable()) {
            object.put(name, type.write(Objects.requireNonNull(value, slot.name()), policy));
        }
    }
}
