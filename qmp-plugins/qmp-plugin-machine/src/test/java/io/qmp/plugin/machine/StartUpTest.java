package io.qmp.plugin.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class StartUpTest {
    @Test
    void thereIsNoMachineWithADeviceThatCannotBePluggedIn() {
        assertEquals("-device: No 'usb-bus' bus found for device 'usb-tablet'", failure("-device", "usb-tablet"));
        assertEquals(
                "-device usb-tablet,warp=1: Property 'usb-tablet.warp' not found",
                failure("-device", "qemu-xhci", "-device", "usb-tablet,warp=1"));
        assertEquals("-device: drive property not set", failure("-device", "qemu-xhci", "-device", "usb-storage"));
    }

    /** {@return why there is no machine} The server says which plugin it was, and has the plugin's own words as the cause. */
    private static String failure(String... options) {
        Throwable thrown = assertThrows(RuntimeException.class, () -> new MachineUnderTest(options).close());
        while (!(thrown instanceof IllegalArgumentException) && thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        return String.valueOf(thrown.getMessage());
    }
}
