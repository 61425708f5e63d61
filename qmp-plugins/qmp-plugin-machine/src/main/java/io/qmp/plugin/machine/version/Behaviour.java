package io.qmp.plugin.machine.version;

import io.qmp.api.message.VersionTriple;
import io.qmp.plugin.qemu.QemuVersion;
import java.util.Map;

/**
 * The behaviour of a machine as one version of QEMU, beside the commands, members and values that the types tell.
 *
 * @param wording the texts of errors
 * @param absent the texts of errors about parts that the machine does not have
 * @param files the texts of errors about files that cannot be made
 * @param sleeperIsStopped whether {@code stop} and {@code cont} have an effect on a guest that sleeps
 * @param statsAreTables whether the human monitor shows the statistics of disks as tables
 * @param deviceAdd how {@code device_add} reads its arguments
 * @param monitorsAreObjects whether monitors are objects, which come and go
 */
public record Behaviour(
        Wording wording,
        AbsentWording absent,
        FileWording files,
        boolean sleeperIsStopped,
        boolean statsAreTables,
        DeviceAddStyle deviceAdd,
        boolean monitorsAreObjects) {
    private static final Behaviour V10_0 = new Behaviour(
            Wording.V10_0, AbsentWording.V10_0, FileWording.V10_0, true, false, DeviceAddStyle.ANY_ID, false);
    private static final Map<QemuVersion, Behaviour> BY_VERSION = Map.of(
            QemuVersion.V7_2,
                    new Behaviour(
                            Wording.V7_2,
                            AbsentWording.V7_2,
                            FileWording.V7_2,
                            false,
                            false,
                            DeviceAddStyle.TEXTS,
                            false),
            QemuVersion.V10_0, V10_0,
            QemuVersion.V11_1,
                    new Behaviour(
                            Wording.V11_1,
                            AbsentWording.V11_1,
                            FileWording.V11_1,
                            true,
                            true,
                            DeviceAddStyle.CHECKED_ID,
                            true));

    /** {@return the behaviour of the version that a server names} */
    public static Behaviour of(VersionTriple version) {
        return BY_VERSION.getOrDefault(QemuVersion.of(version), V10_0);
    }
}
