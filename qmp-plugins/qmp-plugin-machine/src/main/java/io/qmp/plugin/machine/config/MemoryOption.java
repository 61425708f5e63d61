package io.qmp.plugin.machine.config;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;

/** Reads {@code -m}: the size of the memory, and how far it can grow. */
final class MemoryOption {
    private static final long MOST_SLOTS = 256;

    private MemoryOption() {}

    /**
     * Sets the memory of a machine.
     *
     * @throws IllegalArgumentException with QEMU's text if a value is none
     */
    static void apply(String text, MachineConfigBuilder machine) {
        OptionValues values = OptionValues.parseWithSwitches(text, "size");
        values.take("size")
                .map(size -> MemorySize.parse("size", size))
                .filter(size -> size != 0)
                .ifPresent(machine::memory);
        machine.memorySlots = values.takeInteger("slots", "a number");
        machine.mostMemory = values.take("maxmem").map(size -> MemorySize.parse("maxmem", size));
        values.end();
    }

    /** {@return what {@code /machine} shows of the memory} */
    static QmpObject describe(MachineConfigBuilder machine) {
        QmpObject.Builder described = QmpObject.builder().put("size", QmpValue.of(machine.memory()));
        machine.mostMemory.ifPresent(bytes -> described
                .put("slots", QmpValue.of(machine.memorySlots.orElse(0L)))
                .put("max-size", QmpValue.of(bytes)));
        return described.build();
    }

    /**
     * Checks that the values go together; QEMU does so when it has read all options, and does not name this one.
     *
     * @throws IllegalArgumentException with QEMU's text if they do not
     */
    static void check(MachineConfigBuilder machine) {
        long slots = machine.memorySlots.orElse(0L);
        if (machine.mostMemory.isEmpty()) {
            if (machine.memorySlots.isPresent()) {
                throw new IllegalArgumentException("slots specified but no max-size");
            }
            return;
        }
        long most = machine.mostMemory.get();
        String maximum = "maximum memory size (0x" + Long.toHexString(most) + ")";
        String initial = "the initial memory size (0x" + Long.toHexString(machine.memory()) + ")";
        if (most < machine.memory()) {
            throw new IllegalArgumentException("invalid value of maxmem: " + maximum + " must be at least " + initial);
        } else if (slots > 0 && most == machine.memory()) {
            throw new IllegalArgumentException(
                    "invalid value of maxmem: memory slots were specified but " + maximum + " is equal to " + initial);
        } else if (slots > MOST_SLOTS) {
            throw new IllegalArgumentException("unsupported amount of memory slots: " + slots);
        }
    }
}
