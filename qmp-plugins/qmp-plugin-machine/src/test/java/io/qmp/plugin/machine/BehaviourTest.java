package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same machine is another one with each version of QEMU that its server names. */
class BehaviourTest {
    private static String told(QemuVersion version, String request, String... options) {
        try (MachineUnderTest machine = MachineUnderTest.as(version, options)) {
            return String.join(" ", machine.tell(request.replace('\'', '"')));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'execute':'balloon','arguments':{'value':0}} | Parameter 'target' expects a size"
                        + " | Parameter 'value' expects a size | Parameter 'value' expects a size",
                "{'execute':'migrate','arguments':{'uri':'x:y'}} | Parameter 'uri' expects a valid migration protocol"
                        + " | unknown migration protocol: x:y | unknown migration protocol: x:y",
                "{'execute':'migrate','arguments':{'uri':'x:y','detach':true}} | valid migration protocol"
                        + " | unknown migration protocol: x:y | Parameter 'detach' is unexpected",
                "{'execute':'device_del','arguments':{'id':'/machine'}} | /machine is not a hotpluggable device"
                        + " | /machine is not a device | /machine is not a device",
                "{'execute':'migrate-set-parameters','arguments':{'cpu-throttle-initial':0}}"
                        + " | Parameter 'cpu_throttle_initial' expects an integer in the range of 1 to 99"
                        + " | Parameter 'cpu_throttle_initial' expects an integer in the range of 1 to 99"
                        + " | Option cpu-throttle-initial expects an integer in the range of 1 to 99",
                "{'execute':'query-accelerators'} | has not been found | has not been found | {\"enabled\": \"tcg\"",
                "{'execute':'query-status'} | \"singlestep\": false | {\"status\": \"running\", \"running\": true}"
                        + " | {\"status\": \"running\", \"running\": true}",
                "{'execute':'human-monitor-command','arguments':{'command-line':'info kvm'}}"
                        + " | disabled | disabled | disabled",
            })
    void whatItSaysIsOfTheVersion(String request, String as72, String as100, String as111) {
        assertThat(told(QemuVersion.V7_2, request, "-device", "virtio-balloon-pci"))
                .contains(as72);
        assertThat(told(QemuVersion.V10_0, request, "-device", "virtio-balloon-pci"))
                .contains(as100);
        assertThat(told(QemuVersion.V11_1, request, "-device", "virtio-balloon-pci"))
                .contains(as111);
    }

    @ParameterizedTest
    @CsvSource({"V7_2,false", "V10_0,true", "V11_1,true"})
    void aSleepingGuestIsStoppedSince10(QemuVersion version, boolean stopped) {
        try (MachineUnderTest machine = MachineUnderTest.as(version)) {
            machine.tell("{\"execute\":\"__io.qmp_guest-suspend\"}");
            machine.tell("{\"execute\":\"stop\"}");

            assertThat(machine.tell("{\"execute\":\"query-status\"}").get(0))
                    .contains(stopped ? "\"paused\"" : "\"suspended\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"V10_0,false", "V11_1,true"})
    void nodesHaveChildrenAndLimitsSince11(QemuVersion version, boolean there) {
        String nodes = told(
                version,
                "{'execute':'query-named-block-nodes'}",
                "-blockdev",
                "driver=raw,node-name=r,file.driver=null-co,file.read-zeroes=on");

        assertThat(nodes.contains("\"child\": \"file\"}]")).isEqualTo(there);
        assertThat(nodes.contains("\"limits\": {\"request-alignment\": 1, ")).isEqualTo(there);
    }

    @ParameterizedTest
    @CsvSource({"V10_0,: rd_bytes=0", "V11_1,: idle_time_ns=0"})
    void statisticsAreATableSince11(QemuVersion version, String beginning) {
        assertThat(told(
                        version,
                        "{'execute':'human-monitor-command','arguments':{'command-line':'info blockstats'}}",
                        "-blockdev",
                        "driver=null-co,node-name=n,read-zeroes=on",
                        "-device",
                        "virtio-blk-pci,drive=n"))
                .contains(beginning);
    }

    @ParameterizedTest
    @CsvSource({"/objects,type", "/nope,Device '/nope' not found"})
    void propertiesWithTheirValuesAreListed(String path, String expected) {
        assertThat(told(QemuVersion.V11_1, "{'execute':'qom-list-get','arguments':{'paths':['" + path + "']}}"))
                .contains(expected);
    }
}
