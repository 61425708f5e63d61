package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports that commands of clients open for others than clients. */
class OpenNetworkTest {
    private MachineUnderTest machine = MachineUnderTest.of(MachineConfig.DEFAULT);

    @AfterEach
    void close() {
        machine.close();
    }

    private static MachineConfig config(String openNetwork) {
        return MachineOptions.parse(List.of("-open-network", openNetwork, "-incoming", "defer"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "migrate-incoming | {\"uri\": \"tcp:[::]:4444\"}",
                "migrate-incoming | {\"uri\": \"tcp:0.0.0.0:4444\"}",
                "nbd-server-start | {\"addr\": {\"type\": \"inet\", \"data\": {\"host\": \"::\", \"port\": \"4444\"}}}",
            })
    void theConfigurationSaysWhetherOtherHostsReachThem(String command, String arguments) {
        String request = "{\"execute\": \"" + command + "\", \"arguments\": " + arguments + "}";
        machine.close();
        machine = MachineUnderTest.of(config("off"));
        assertThat(machine.answer(request).toString()).contains("can be reached from the network");
        machine.close();
        machine = MachineUnderTest.of(config("on"));
        assertThat(machine.answer(request)).contains("{\"return\": {}}");
    }

    @Test
    void anEmbeddedMachineIsOnLoopbackOnly() {
        assertThat(MachineConfig.DEFAULT.isOpenToNetwork()).isFalse();
    }

    @Test
    void theOptionIsOnOrOff() {
        assertThatThrownBy(() -> config("maybe"))
                .hasMessage("-open-network maybe: Parameter 'open-network' expects 'on' or 'off'");
    }
}
