package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineOptions;
import io.qmp.plugin.qemu.QemuVersion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The properties of devices, by options and by commands; the answers are those of QEMU 7.2, 10.0 and 11.1. */
class DevicePropertiesTest {
    private static final String NODE = "-blockdev driver=null-co,node-name=f0 ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-device virtio-rng-pci,addr=0x5",
                "-device virtio-rng-pci,addr=5.1",
                "-device virtio-rng-pci,multifunction",
                "-device virtio-rng-pci,nomultifunction",
                "-device {'driver':'virtio-rng-pci','addr':'0x1.0x1','id':'a'}",
                "-device {'driver':'virtio-rng-pci','addr':8}",
                "-device {'driver':'virtio-rng-pci','id':9}",
                NODE + "-device virtio-blk-pci,drive=f0,share-rw=on,write-cache=on,bootindex=1,physical_block_size=4k",
                NODE + "-device {'driver':'virtio-blk-pci','drive':'f0','share-rw':true,'write-cache':'on'}",
                NODE + "-device virtio-blk-pci,drive=f0,share-rw=on -device virtio-blk-pci,drive=f0,share-rw=on",
                "-netdev user,id=n0,hostfwd=tcp::2222-:22,hostfwd=tcp::80-:80 -device virtio-net-pci,netdev=n0",
                "-netdev {'type':'user','id':'n0'} -device {'driver':'virtio-net-pci','netdev':'n0'}",
                "-device virtio-balloon-pci,guest-stats-polling-interval=2",
                "-device e1000,addr=3.0,multifunction=on -device e1000,addr=3.1",
            })
    void whatQemuTakesIsTaken(String options) {
        assertThatCode(() -> new MachinePlugin(onQ35(words(options)))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "virtio-net-pci,netdev=nope | Property 'virtio-net-device.netdev' can't find value 'nope'",
                "e1000,netdev=nope | Property 'e1000.netdev' can't find value 'nope'",
                "virtio-blk-pci,drive=nope | Property 'virtio-blk-device.drive' can't find value 'nope'",
                "virtio-rng-pci,rng=r0 | Device 'r0' not found",
                "virtio-rng-pci,addr=40 | Property 'virtio-rng-pci.addr' doesn't take value '40'",
                "virtio-rng-pci,addr=0 | PCI: slot 0 function 0 not available for virtio-rng-pci, in use by mch,id=(null)",
                "virtio-rng-pci,addr=1f.2 | PCI: slot 31 function 2 not available for virtio-rng-pci, in use by ich9-ahci,id=(null)",
                "{'driver':'virtio-rng-pci','addr':400} | Parameter 'addr' expects a value between -1 and 255",
                "{'driver':'virtio-rng-pci','addr':true} | Invalid parameter type for 'addr', expected int or str",
                "{'driver':'virtio-rng-pci','multifunction':'on'} | Invalid parameter type for 'multifunction', expected: boolean",
                "{'driver':'virtio-rng-pci','max-bytes':'1k'} | Parameter 'max-bytes' expects uint64",
                "{'driver':9} | Parameter 'driver' is missing",
                "virtio-rng-pci,max-bytes=1k | Parameter 'max-bytes' expects integer",
                "virtio-rng-pci,period=-1 | Parameter 'period' expects uint32_t",
                "virtio-rng-pci,multifunction=maybe | Parameter 'multifunction' expects 'on' or 'off'",
                "virtio-rng-pci,disable-legacy=maybe | Parameter 'disable-legacy' does not accept value 'maybe'",
                "virtio-net-pci,mac=zz | Property 'virtio-net-device.mac' doesn't take value 'zz'",
                "virtio-balloon-pci,guest-stats-polling-interval=-2 | timer value must be greater than zero",
            })
    void whatQemuRefusesIsRefusedInItsWords(String device, String reason) {
        String argument = device.replace('\'', '"');
        assertThat(failure("-device", argument)).isEqualTo("-device " + argument + ": " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "-device virtio-net-pci,bootindex=1 -device e1000,bootindex=1 | The bootindex 1 has already been used",
                "-device e1000,addr=3.0 -device e1000,addr=3.1 | PCI: single function device can't be populated in function 3.1",
                "-device e1000,addr=3.1 -device e1000,addr=3.0 | PCI: 3.0 indicates single function, but 3.1 is already populated.",
                "-device pcie-root-port -device pcie-root-port | Can't add chassis slot, error -16",
                "-device {'driver':'e1000','id':'a'} -device {'driver':'e1000','id':'a'} | Duplicate device ID 'a'",
                NODE
                        + "-device virtio-blk-pci,drive=f0,id=a -device virtio-blk-pci,drive=f0,id=b,share-rw=on | Permission conflict on node 'f0': permissions 'write' are both required by block device '/machine/peripheral/b/virtio-backend' (uses node 'f0' as 'root' child) and unshared by block device '/machine/peripheral/a/virtio-backend' (uses node 'f0' as 'root' child).",
                NODE
                        + "-device virtio-blk-pci,drive=f0,id=a,share-rw=on -device virtio-blk-pci,drive=f0,id=b | Permission conflict on node 'f0': permissions 'write' are both required by block device '/machine/peripheral/a/virtio-backend' (uses node 'f0' as 'root' child) and unshared by block device '/machine/peripheral/b/virtio-backend' (uses node 'f0' as 'root' child).",
            })
    void twoDevicesThatDoNotGoTogetherAreRefused(String options, String reason) {
        List<String> words = words(options);
        String last = "-device " + words.get(words.size() - 1);
        assertThat(failure(words.toArray(String[]::new))).isEqualTo(last + ": " + reason);
    }

    @ParameterizedTest
    @CsvSource({
        "1, '''1'' is not a valid device model name', Parameter 'driver' is missing",
        "true, '''on'' is not a valid device model name', Parameter 'driver' is missing",
        "1.5, '''1.5'' is not a valid device model name', Parameter 'driver' is missing",
        "null, Parameter 'driver' is missing, Parameter 'driver' is missing",
        "[], Parameter 'driver' is missing, Parameter 'driver' is missing",
    })
    void oldVersionsTakeTextsOnly(String driver, String old, String since) {
        String request = "{\"execute\": \"device_add\", \"arguments\": {\"driver\": " + driver + "}}";
        assertThat(answer(QemuVersion.V7_2, request)).contains(old);
        assertThat(answer(QemuVersion.V10_0, request)).contains(since);
    }

    @ParameterizedTest
    @CsvSource({
        "\"addr\": true, Property 'virtio-rng-pci.addr' doesn't take value 'on'",
        "\"id\": \"9\", Parameter 'id' expects an identifier",
        "\"period\": \"x\", Parameter 'period' expects integer",
        "\"period\": \"5\", '{\"return\": {}}'",
        "\"multifunction\": \"on\", '{\"return\": {}}'",
        "\"rng\": [], '{\"return\": {}}'",
    })
    void oldVersionsReadPropertiesFromTexts(String property, String answer) {
        assertThat(answer(QemuVersion.V7_2, plug(property))).contains(answer);
    }

    @Test
    void idsAreCheckedAgainSinceOneVersion() {
        assertThat(answer(QemuVersion.V10_0, plug("\"id\": \"9\""))).contains("{\"return\": {}}");
        assertThat(answer(QemuVersion.V11_1, plug("\"id\": \"9\""))).contains("Invalid qdev ID '9'");
    }

    private static String plug(String property) {
        return "{\"execute\": \"device_add\", \"arguments\": {\"driver\": \"virtio-rng-pci\", \"bus\": \"rp0\", "
                + property + "}}";
    }

    private static String answer(QemuVersion version, String request) {
        try (MachineUnderTest machine = MachineUnderTest.as(version, "-device", "pcie-root-port,id=rp0")) {
            return String.join("\n", machine.tell(request));
        }
    }

    private static List<String> words(String options) {
        return Stream.of(options.replace('\'', '"').split(" ")).toList();
    }

    private static String failure(String... options) {
        return String.valueOf(assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new MachinePlugin(onQ35(List.of(options))))
                .actual()
                .getMessage());
    }

    private static MachineConfig onQ35(List<String> options) {
        return MachineOptions.parse(
                Stream.concat(Stream.of("-machine", "q35"), options.stream()).toList());
    }
}
