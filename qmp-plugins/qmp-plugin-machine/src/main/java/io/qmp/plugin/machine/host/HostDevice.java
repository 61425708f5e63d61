package io.qmp.plugin.machine.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Devices of the host, such as {@code /dev/kvm}. */
public final class HostDevice {
    private HostDevice() {}

    /** {@return why a device cannot be opened for reading and writing; empty if it can} */
    public static Optional<String> refusal(Path device) {
        try {
            FileChannel.open(device, StandardOpenOption.READ, StandardOpenOption.WRITE)
                    .close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Reasons.of(e));
        }
    }
}
