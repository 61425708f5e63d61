package io.qmp.api.message;

import io.qmp.api.Stable;
import io.qmp.api.type.WireName;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.Optional;

/**
 * The version of a QMP server, in the greeting and in answer to {@code query-version}.
 *
 * @param qemu the version of QEMU
 * @param packageName who built it, and which build it is; may be empty
 * @since 0.1
 */
@Stable(since = "0.1")
public record VersionInfo(
        VersionTriple qemu, @WireName(WireNames.PACKAGE) String packageName) {

    /** {@return this version as a value} */
    public QmpObject toValue() {
        QmpObject triple = QmpObject.builder()
                .put(WireNames.MAJOR, QmpValue.of(qemu.major()))
                .put(WireNames.MINOR, QmpValue.of(qemu.minor()))
                .put(WireNames.MICRO, QmpValue.of(qemu.micro()))
                .build();
        return QmpObject.of(WireNames.QEMU, triple, WireNames.PACKAGE, QmpValue.of(packageName));
    }

    /** {@return the version that a value tells; empty if it has no complete {@code qemu} member} */
    public static Optional<VersionInfo> fromValue(QmpObject value) {
        QmpObject triple = value.object(WireNames.QEMU).orElse(QmpObject.EMPTY);
        var major = triple.integer(WireNames.MAJOR);
        var minor = triple.integer(WireNames.MINOR);
        var micro = triple.integer(WireNames.MICRO);
        if (major.isEmpty() || minor.isEmpty() || micro.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new VersionInfo(
                new VersionTriple(major.getAsLong(), minor.getAsLong(), micro.getAsLong()),
                value.string(WireNames.PACKAGE).orElse("")));
    }

    /** {@return the version in the usual spelling, such as {@code 10.0.13 (Debian …)}} */
    @Override
    public String toString() {
        return packageName.isBlank() ? qemu.toString() : qemu + " (" + packageName.strip() + ")";
    }
}
