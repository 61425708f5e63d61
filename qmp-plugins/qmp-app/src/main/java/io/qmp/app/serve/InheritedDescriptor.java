package io.qmp.app.serve;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.app.option.KeyValues;
import io.qmp.app.option.KeyValues.Keys;
import io.qmp.app.option.Option;
import io.qmp.app.option.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A descriptor that this process was started with, for a set of the server's: QEMU's option {@code -add-fd}.
 *
 * @param source the option; errors name it
 * @param number the descriptor
 * @param set the set
 * @param opaque what clients read of it
 */
record InheritedDescriptor(Option source, int number, long set, Optional<String> opaque) implements QmpPlugin {
    private static final Keys KEYS = new Keys("fd", Set.of("fd", "set", "opaque"), Set.of());
    private static final int LAST_STANDARD_STREAM = 2;

    /** How Linux shows the flag of descriptors that programs started by this process do not get. */
    private static final int CLOSED_BY_PROGRAMS = 02000000;

    /** {@return what the option says} */
    static InheritedDescriptor of(Option option) {
        KeyValues keys = KEYS.parse(option.value());
        long number = number(keys, "fd");
        if (number <= LAST_STANDARD_STREAM) {
            throw new OptionException("fd cannot be a standard I/O stream");
        }
        if (!isInherited(number)) {
            throw new OptionException("fd is not valid or already in use");
        }
        return new InheritedDescriptor(option, (int) number, number(keys, "set"), keys.text("opaque"));
    }

    private static long number(KeyValues keys, String key) {
        return keys.text(key)
                .map(text -> {
                    if (!text.matches("-?[0-9]{1,9}")) {
                        throw new OptionException("Parameter '" + key + "' expects a number");
                    }
                    return Long.valueOf(text);
                })
                .filter(number -> number >= 0)
                .orElseThrow(() -> new OptionException(key + " option is required and must be non-negative"));
    }

    /** {@return whether it is open, and not one that the JVM has opened itself} */
    private static boolean isInherited(long number) {
        try {
            return Files.readAllLines(Path.of("/proc/self/fdinfo", Long.toString(number))).stream()
                    .filter(line -> line.startsWith("flags:"))
                    .anyMatch(line -> (Integer.parseInt(
                                            line.substring(line.indexOf(':') + 1)
                                                    .strip(),
                                            8)
                                    & CLOSED_BY_PROGRAMS)
                            == 0);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void register(PluginRegistry registry) {
        try {
            FileDescriptor duplicate = DescriptorSource.installed().duplicate(number);
            registry.server().descriptors().add(OptionalLong.of(set), opaque, duplicate);
        } catch (IOException | UnsupportedOperationException e) {
            throw new IllegalArgumentException(source.name() + " " + source.value() + ": " + e.getMessage(), e);
        }
    }
}
