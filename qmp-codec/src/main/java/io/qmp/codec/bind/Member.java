package io.qmp.codec.bind;

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
     * @param place that of the object
     */
    @Nullable
    Object read(QmpValue value, Place place) {
        Object read = type.resolved().read(value, place.given(this));
        return read == null && !presence.isNullable() ? type.absent() : read;
    }

    /**
     * What stands for the member if it is absent.
     *
     * @param place that of the object
     */
    @Nullable
    Object absent(Place place) {
        if (presence == Presence.OPTIONAL || isFormer()) {
            return null;
        }
        if (place.isStrict()) {
            // QEMU asks its policy before it looks whether a required member is there.
            throw place.given(this).missing();
        }
        if (presence == Presence.NEWER) {
            return null;
        }
        place.absent(name);
        return type.absent();
    }

    void write(Object record, QmpObject.Builder object, Writing writing) {
        if (features != FeatureSet.NONE && writing.policy().hides(features.names())) {
            return;
        }
        Object value = slot.get(record);
        if (value != null || writing.isComplete() && !presence.isNullable()) {
            object.put(name, type.resolved().write(Objects.requireNonNull(value, slot.name()), writing));
        }
    }
}
