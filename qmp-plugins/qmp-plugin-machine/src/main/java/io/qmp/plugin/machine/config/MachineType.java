package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import io.qmp.plugin.qemu.QemuVersion;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The type of a machine: a board as some version of QEMU had it.
 *
 * @param name its name, such as {@code pc-q35-10.0}, or an alias, such as {@code q35}
 * @param kind the board
 * @since 0.1
 */
@Experimental(since = "0.1")
public record MachineType(String name, Kind kind) {
    /** The type of a machine for which none was chosen. */
    public static final MachineType DEFAULT = new MachineType("pc", Kind.PC);

    private static final long USUAL_MEMORY = 128L * 1024 * 1024;

    private static final Pattern VERSIONED = Pattern.compile("pc-(i440fx|q35)-([1-9][0-9]*)\\.([0-9]+)(?:\\.[0-9]+)?");

    private static final Pattern OLD = Pattern.compile("pc-(i440fx|q35)-([1-4]\\.[0-9.]+|5\\.0)");

    /** The boards. */
    public enum Kind {
        /** No CPUs, no devices, no buses. */
        NONE,
        /** A PC with a PCI bus. */
        PC,
        /** A PC with a PCI Express bus. */
        Q35,
        /** A small machine with virtio devices on the system bus. */
        MICROVM,
        /** A PC with an ISA bus only. */
        ISAPC,
        /** A PCI Express bus for devices of another process, without CPUs and memory. */
        X_REMOTE;

        /** {@return its name as QEMU writes it} */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** {@return the name of its memory; empty if it has none} */
        public String memoryName() {
            return switch (this) {
                case NONE -> "ram";
                case PC, Q35, ISAPC -> "pc.ram";
                case MICROVM -> "microvm.ram";
                case X_REMOTE -> "";
            };
        }

        /** {@return whether it has CPUs} */
        public boolean hasCpus() {
            return this != NONE && this != X_REMOTE;
        }

        /** {@return whether users can plug CPUs into it} */
        public boolean hasCpuSlots() {
            return hasCpus() && this != MICROVM;
        }

        /** {@return whether it is a PC of one kind or another, whose sockets can have dies} */
        public boolean isPc() {
            return this == PC || this == Q35 || this == ISAPC;
        }

        /** {@return the bytes of memory of a machine for which no size was chosen} */
        long usualMemory() {
            return this == NONE ? 0 : USUAL_MEMORY;
        }

        /** {@return the model of CPUs for which none was chosen} */
        public String cpuModel() {
            return this == ISAPC ? "486" : "qemu64";
        }
    }

    /** {@return the type that a version of QEMU makes: its own if the name is {@code pc} or {@code q35}} */
    public MachineType ofVersion(QemuVersion version) {
        return switch (name) {
            case "pc" -> new MachineType("pc-i440fx-" + version.label(), kind);
            case "q35" -> new MachineType("pc-q35-" + version.label(), kind);
            default -> this;
        };
    }

    /** {@return how many CPUs it can have} A type without a version is taken as the newest. */
    public int mostCpus() {
        return switch (kind) {
            case NONE, ISAPC, X_REMOTE -> 1;
            case PC -> 255;
            case Q35 -> mostCpusOfQ35();
            case MICROVM -> 288;
        };
    }

    /** {@return whether NUMA nodes can have memory by its size alone, which types until 5.0 allow} */
    public boolean hasMemoryBySize() {
        return OLD.matcher(name).matches();
    }

    private int mostCpusOfQ35() {
        Matcher versioned = VERSIONED.matcher(name);
        if (!versioned.matches()
                || versioned.group(2).length() > 1
                || versioned.group(2).equals("9")) {
            return 4096;
        }
        return versioned.group(2).equals("8") && !versioned.group(3).equals("0") ? 1024 : 288;
    }

    /** {@return the type of a name or alias, if its board is known} Whether a version of QEMU has it is not checked. */
    public static Optional<MachineType> find(String name) {
        Matcher versioned = VERSIONED.matcher(name);
        if (versioned.matches()) {
            return Optional.of(new MachineType(name, versioned.group(1).equals("q35") ? Kind.Q35 : Kind.PC));
        }
        return Stream.of(Kind.values())
                .filter(kind -> kind.label().equals(name))
                .map(kind -> new MachineType(name, kind))
                .findFirst();
    }
}
