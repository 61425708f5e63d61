package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qmp.plugin.machine.config.MachineOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartUpTest {
    @Test
    void thereIsNoMachineWithADeviceThatCannotBePluggedIn() {
        assertThat(failure("-device", "usb-tablet"))
                .isEqualTo("-device usb-tablet: No 'usb-bus' bus found for device 'usb-tablet'");
        assertThat(failure("-device", "qemu-xhci", "-device", "usb-tablet,warp=1"))
                .isEqualTo("-device usb-tablet,warp=1: Property 'usb-tablet.warp' not found");
        assertThat(failure("-device", "qemu-xhci", "-device", "usb-storage"))
                .isEqualTo("-device usb-storage: drive property not set");
    }

    private static String failure(String... options) {
        return String.valueOf(assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new MachinePlugin(MachineOptions.parse(List.of(options))))
                .actual()
                .getMessage());
    }
}
