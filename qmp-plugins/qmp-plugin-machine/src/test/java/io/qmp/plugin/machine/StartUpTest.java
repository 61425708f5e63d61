package io.qmp.plugin.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qmp.plugin.machine.config.MachineOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartUpTest {
    @Test
    void thereIsNoMachineWithADeviceThatCannotBePluggedIn() {
        assertEquals(
                "-device usb-tablet: No 'usb-bus' bus found for device 'usb-tablet'", failure("-device", "usb-tablet"));
        assertEquals(
                "-device usb-tablet,warp=1: Property 'usb-tablet.warp' not found",
                failure("-device", "qemu-xhci", "-device", "usb-tablet,warp=1"));
        assertEquals(
                "-device usb-storage: drive property not set",
                failure("-device", "qemu-xhci", "-device", "usb-storage"));
    }

    private static String failure(String... options) {
        return String.valueOf(assertThrows(
                        IllegalArgumentException.class, () -> new MachinePlugin(MachineOptions.parse(List.of(options))))
                .getMessage());
    }
}
