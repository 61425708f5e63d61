package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.plugin.qemu.QemuVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices that come and go beside those on a bus: virtual CPUs, memory modules, media. */
class HotPlugTest {
    private static final String DONE = "{\"return\": {}}";

    @TempDir
    Path directory;

    private static String ask(MachineUnderTest machine, String command, String arguments) {
        List<String> heard =
                machine.tell(("{'execute': '" + command + "', 'arguments': {" + arguments + "}}").replace('\'', '"'));
        return String.join("\n", heard);
    }

    private static String error(String text) {
        return "{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}";
    }

    private static MachineUnderTest withCpus(String unplug) {
        return MachineUnderTest.as(
                QemuVersion.V10_0, "-cpu", "max,check", "-smp", "2,maxcpus=4,sockets=4", "--guest", "unplug=" + unplug);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'driver': 'max-x86_64-cpu'                                                          | CPU socket-id is not set
            'driver': 'qemu64-x86_64-cpu', 'socket-id': 2, 'core-id': 0, 'thread-id': 0         | Invalid CPU type, expected cpu type: 'max-x86_64-cpu'
            'driver': 'max-x86_64-cpu', 'socket-id': 9, 'core-id': 0, 'thread-id': 0            | Invalid CPU socket-id: 9 must be in range 0:3
            'driver': 'max-x86_64-cpu', 'socket-id': 2, 'thread-id': 0                          | CPU core-id is not set
            'driver': 'max-x86_64-cpu', 'socket-id': 1, 'core-id': 0, 'thread-id': 0            | CPU[1] with APIC ID 1 exists
            """)
    void aCpuNeedsAFreeSlot(String arguments, String reason) {
        try (MachineUnderTest machine = withCpus("obey")) {
            assertThat(ask(machine, "device_add", arguments)).isEqualTo(error(reason));
        }
    }

    @Test
    void aCpuComesAndGoes() {
        try (MachineUnderTest machine = withCpus("obey")) {
            String cpu = "'driver': 'max-x86_64-cpu', 'id': 'c2', 'socket-id': 2, 'core-id': 0, 'thread-id': 0";
            assertThat(ask(machine, "device_add", cpu)).isEqualTo(DONE);
            assertThat(ask(machine, "query-cpus-fast", "")).contains("\"/machine/peripheral/c2\"", "\"cpu-index\": 2");
            assertThat(ask(machine, "query-hotpluggable-cpus", ""))
                    .contains("\"qom-path\": \"/machine/peripheral/c2\"", "max-x86_64-cpu");
            assertThat(ask(machine, "device_add", cpu.replace("c2", "c3")))
                    .isEqualTo(error("CPU[2] with APIC ID 2 exists"));

            assertThat(ask(machine, "device_del", "'id': 'c2'"))
                    .startsWith(DONE)
                    .contains("DEVICE_DELETED", "\"device\": \"c2\"");
            assertThat(ask(machine, "query-cpus-fast", "")).doesNotContain("peripheral");
            assertThat(ask(machine, "device_add", cpu)).isEqualTo(DONE);
        }
    }

    @Test
    void theFirstCpuStaysAndWithoutAnOperatingSystemAll() {
        try (MachineUnderTest machine = withCpus("ignore")) {
            assertThat(ask(machine, "device_del", "'id': '/machine/unattached/device[0]'"))
                    .isEqualTo(error("Boot CPU is unpluggable"));
            assertThat(ask(machine, "device_del", "'id': '/machine/unattached/device[2]'"))
                    .isEqualTo(error("acpi: device unplug request for not supported device type: max-x86_64-cpu"));
        }
    }

    @Test
    void aModelOfCpusMustBeKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MachineUnderTest("-cpu", "nope"))
                .withMessage("unable to find CPU model 'nope'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MachineUnderTest("-cpu", "host"))
                .withMessage("CPU model 'host' requires KVM or HVF");
    }

    private static MachineUnderTest withMemory() {
        MachineUnderTest machine =
                MachineUnderTest.as(QemuVersion.V10_0, "-m", "256,slots=2,maxmem=1G", "--guest", "unplug=obey");
        for (String id : List.of("m0", "m1", "m2")) {
            String backend = "'qom-type': 'memory-backend-ram', 'id': '" + id + "', 'size': 134217728";
            assertThat(ask(machine, "object-add", backend)).isEqualTo(DONE);
        }
        return machine;
    }

    private static String module(String id, String backend, long address, int slot) {
        return "{\"type\": \"dimm\", \"data\": {\"memdev\": \"/objects/" + backend + "\", \"hotplugged\": true,"
                + " \"addr\": " + address + ", \"hotpluggable\": true, \"size\": 134217728, \"slot\": " + slot
                + ", \"node\": 0, \"id\": \"" + id + "\"}}";
    }

    @Test
    void aMemoryModuleTakesAFreeSlot() {
        try (MachineUnderTest machine = withMemory()) {
            assertThat(ask(machine, "device_add", "'driver': 'pc-dimm', 'id': 'd0', 'memdev': 'm0', 'slot': 1"))
                    .isEqualTo(DONE);
            assertThat(ask(machine, "device_add", "'driver': 'pc-dimm', 'id': 'd1', 'memdev': 'm1'"))
                    .isEqualTo(DONE);
            assertThat(ask(machine, "query-memory-devices", ""))
                    .isEqualTo("{\"return\": [" + module("d0", "m0", 4_294_967_296L, 1) + ", "
                            + module("d1", "m1", 4_429_185_024L, 0) + "]}");
            assertThat(ask(machine, "query-memory-size-summary", "")).contains("\"plugged-memory\": 268435456");
            assertThat(ask(machine, "object-del", "'id': 'm0'"))
                    .isEqualTo(error("object 'm0' is in use, can not be deleted"));

            assertThat(ask(machine, "device_del", "'id': 'd0'")).contains("DEVICE_DELETED");
            assertThat(ask(machine, "object-del", "'id': 'm0'")).isEqualTo(DONE);
            assertThat(ask(machine, "query-memory-devices", "")).doesNotContain("d0");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                            | 'memdev' property must be set
            , 'memdev': 'm1', 'node': 3   | 'DIMM property node has value 3' which exceeds the number of numa nodes: 1
            , 'memdev': 'm0'              | can't use already busy memdev: m0
            , 'memdev': 'm1', 'slot': 1   | slot 1 is busy
            , 'memdev': 'm1', 'slot': 7   | invalid slot number 7, valid range is [0-1]
            """, quoteCharacter = '"')
    void aMemoryModuleThatDoesNotFitIsRefused(String more, String reason) {
        try (MachineUnderTest machine = withMemory()) {
            ask(machine, "device_add", "'driver': 'pc-dimm', 'id': 'd0', 'memdev': 'm0', 'slot': 1");
            String properties = more.equals("''") ? "" : more;
            assertThat(ask(machine, "device_add", "'driver': 'pc-dimm', 'id': 'd1'" + properties))
                    .isEqualTo(error(reason));
            assertThat(ask(machine, "qom-list", "'path': '/machine/peripheral'"))
                    .doesNotContain("\"d1\"");
        }
    }

    @Test
    void slotsForMemoryEnd() {
        try (MachineUnderTest machine = withMemory()) {
            ask(machine, "device_add", "'driver': 'pc-dimm', 'memdev': 'm0'");
            ask(machine, "device_add", "'driver': 'pc-dimm', 'memdev': 'm1'");
            assertThat(ask(machine, "device_add", "'driver': 'pc-dimm', 'memdev': 'm2'"))
                    .isEqualTo(error("no free slots available"));
        }
    }

    private static MachineUnderTest withCds() {
        return new MachineUnderTest(
                "-blockdev", "driver=null-co,node-name=a,read-only=on",
                "-blockdev", "driver=null-co,node-name=b,read-only=on",
                "-blockdev", "driver=null-co,node-name=h",
                "-device", "ide-cd,bus=ide.0,id=cd0,drive=a",
                "-device", "ide-cd,bus=ide.1,id=cd1",
                "-device", "ide-hd,bus=ide.2,id=hd0,drive=h",
                "-device", "pcie-root-port,id=p");
    }

    private static String moved(String id, boolean open) {
        return "{\"event\": \"DEVICE_TRAY_MOVED\", \"data\": {\"device\": \"\", \"tray-open\": " + open + ", \"id\": \""
                + id + "\"}}";
    }

    @Test
    void aMediumIsChangedInAnOpenTray() {
        try (MachineUnderTest machine = withCds()) {
            assertThat(ask(machine, "blockdev-remove-medium", "'id': 'cd0'"))
                    .isEqualTo(error("Tray of device 'cd0' is not open"));
            assertThat(ask(machine, "blockdev-open-tray", "'id': 'cd0'")).isEqualTo(moved("cd0", true) + "\n" + DONE);
            assertThat(ask(machine, "blockdev-open-tray", "'id': 'cd0'")).isEqualTo(DONE);
            assertThat(ask(machine, "blockdev-insert-medium", "'id': 'cd0', 'node-name': 'b'"))
                    .isEqualTo(error("There already is a medium in the device"));
            assertThat(ask(machine, "blockdev-remove-medium", "'id': 'cd0'")).isEqualTo(DONE);
            assertThat(ask(machine, "blockdev-remove-medium", "'id': 'cd0'")).isEqualTo(DONE);
            assertThat(ask(machine, "blockdev-insert-medium", "'id': 'cd0', 'node-name': 'x'"))
                    .isEqualTo(error("Node 'x' not found"));
            assertThat(ask(machine, "blockdev-insert-medium", "'id': 'cd0', 'node-name': 'b'"))
                    .isEqualTo(DONE);
            assertThat(ask(machine, "blockdev-del", "'node-name': 'b'")).isEqualTo(error("Node b is in use"));
            assertThat(ask(machine, "blockdev-del", "'node-name': 'a'")).isEqualTo(DONE);
            assertThat(ask(machine, "blockdev-close-tray", "'id': 'cd0'")).isEqualTo(moved("cd0", false) + "\n" + DONE);
            assertThat(ask(machine, "blockdev-insert-medium", "'id': 'cd0', 'node-name': 'h'"))
                    .isEqualTo(error("Tray of the device is not open"));
        }
    }

    @Test
    void anOpenOrEmptyTrayHasNothingInserted() {
        try (MachineUnderTest machine = withCds()) {
            assertThat(cd0(machine)).contains("\"inserted\"", "\"tray_open\": false", "\"removable\": true");
            ask(machine, "blockdev-open-tray", "'id': 'cd0'");
            assertThat(cd0(machine)).doesNotContain("\"inserted\"").contains("\"tray_open\": true");
            assertThat(ask(machine, "query-block", "")).contains("\"qdev\": \"cd1\"", "\"qdev\": \"hd0\"");
            assertThat(ask(machine, "query-blockstats", "")).contains("\"qdev\": \"cd1\"");
        }
    }

    private static String cd0(MachineUnderTest machine) {
        String all = ask(machine, "query-block", "");
        return all.substring(0, all.indexOf("\"cd1\""));
    }

    @Test
    void ejectOpensTheTrayAndTakesTheMedium() {
        try (MachineUnderTest machine = withCds()) {
            assertThat(ask(machine, "eject", "'id': 'cd0'")).isEqualTo(moved("cd0", true) + "\n" + DONE);
            assertThat(ask(machine, "blockdev-del", "'node-name': 'a'")).isEqualTo(DONE);
        }
    }

    @Test
    void aFileIsPutInAsAMedium() throws IOException {
        Path file = Files.write(directory.resolve("cd.iso"), new byte[2048]);
        try (MachineUnderTest machine = withCds()) {
            assertThat(ask(machine, "blockdev-change-medium", "'id': 'cd1', 'filename': '" + file + "'"))
                    .isEqualTo(moved("cd1", true) + "\n" + moved("cd1", false) + "\n" + DONE);
            assertThat(ask(machine, "query-block", "")).contains(file.toString());
            ask(machine, "eject", "'id': 'cd1'");
            assertThat(ask(machine, "query-named-block-nodes", "")).doesNotContain(file.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hd0  | Device 'hd0' is not removable
            p    | Device does not have a block device backend
            """)
    void onlyRemovableMediaAreEjected(String id, String reason) {
        try (MachineUnderTest machine = withCds()) {
            assertThat(ask(machine, "eject", "'id': '" + id + "'")).isEqualTo(error(reason));
        }
    }

    @Test
    void aDiskOnUsbHasThePathOfItsScsiDevice() {
        try (MachineUnderTest machine = new MachineUnderTest(
                "-blockdev",
                "driver=null-co,node-name=a",
                "-device",
                "qemu-xhci",
                "-device",
                "usb-storage,id=u,drive=a")) {
            String path = "/machine/peripheral/u/u.0/legacy[0]";
            assertThat(ask(machine, "query-block", "")).contains("\"qdev\": \"" + path + "\"");
            ask(machine, "blockdev-add", "'driver': 'null-co', 'node-name': 'b'");
            ask(machine, "device_add", "'driver': 'usb-storage', 'id': 'v', 'drive': 'b'");
            assertThat(ask(machine, "query-blockstats", "")).contains("/machine/peripheral/v/v.0/legacy[0]");
        }
    }

    @Test
    void theLinkOfACardCanBeSet() {
        try (MachineUnderTest machine =
                new MachineUnderTest("-netdev", "user,id=n", "-device", "virtio-net-pci,netdev=n,id=net0")) {
            assertThat(ask(machine, "set_link", "'name': 'net0', 'up': false")).isEqualTo(DONE);
            assertThat(ask(machine, "set_link", "'name': 'net1', 'up': false")).contains("Device 'net1' not found");
        }
    }
}
