package io.qmp.codec.bind.type;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.read.ReadPath;
import io.qmp.codec.bind.read.TextSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A member of an object and the record component that stands for it.
 *
 * @param name its name on the wire
 * @param type its type
 * @param presence whether peers send it
 * @param features its features
 * @param accessor the component
 */
public record Member(String name, DataType type, Presence presence, FeatureSet features, ComponentAccessor accessor) {
    public boolean isFormer() {
        return presence == Presence.FORMER || presence.isAbsent();
    }

    /**
     * Reads the member.
     *
     * @param path the path of the object
     */
    @Nullable
    public Object read(QmpValue value, ReadPath path) {
        Object read = type.resolved().read(value, path.accepted(name, features.names()));
        return read == null && !presence.isNullable() ? type.absent() : read;
    }

    /** Reads the member from a text. */
    @Nullable
    public Object read(TextSource source) {
        source.enter();
        Object read = type.resolved().read(source);
        source.leave();
        return read == null && !presence.isNullable() ? type.absent() : read;
    }

    /**
     * The value of the component if the member is absent.
     *
     * @param path the path of the object
     */
    @Nullable
    public Object absent(ReadPath path) {
        if (presence == Presence.OPTIONAL || presence == Presence.FORMER) {
            return null;
        }
        if (presence.isAbsent()) {
            return presence.isNullable() ? null : type.absent();
        }
        if (path.isStrict()) {
            // QEMU checks its policy before it looks for a required member.
            throw path.accepted(name, features.names()).missing();
        }
        if (presence == Presence.NEWER) {
            return null;
        }
        path.absent(name);
        return type.absent();
    }

    public void write(Object record, QmpObject.Builder object, WriteMode mode) {
        if (presence.isAbsent()) {
            return;
        }
        if (features != FeatureSet.NONE && mode.policy().hides(features.names())) {
            return;
        }
        Object value = accessor.get(record);
        if (value != null || mode.isComplete() && !presence.isNullable()) {
            object.put(name, type.resolved().write(Objects.requireNonNull(value, accessor.name()), mode));
        }
    }
}
