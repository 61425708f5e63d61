package io.qmp.plugin.machine.door;

import io.qmp.api.spi.ShutdownCause;
import io.qmp.plugin.machine.memory.Memory;
import io.qmp.plugin.machine.run.Machine;

/**
 * The registers of a q35 machine that have effects on QMP: power management, reset, clock, balloon, and the PCI
 * configuration that leads to them, at the addresses that QEMU's firmware assigns. Other ports and memory read as
 * zeros, and ignore writes.
 */
public final class Chipset {
    private static final long CLOCK_INDEX = 0x70;
    private static final long CLOCK_DATA = 0x71;
    private static final long POWER_CONTROL = PciConfiguration.POWER_MANAGEMENT + 4;
    private static final int SLEEP_ENABLE = 1 << 13;
    private static final long RESET_CONTROL = 0xcf9;
    private static final int RESET_CPU = 1 << 2;
    private static final long BALLOON_ASKED = PciConfiguration.BALLOON_PORTS + 20;
    private static final long BALLOON_TAKEN = BALLOON_ASKED + 4;
    private static final long PAGE = 4096;

    private final Machine machine;
    private final Memory memory;
    private final RealTimeClock clock;
    private final PciConfiguration pci;

    /**
     * Makes the chipset.
     *
     * @param memory with the balloon, if there is one
     * @param disks how many disks there are
     */
    public Chipset(Machine machine, Memory memory, int disks, RealTimeClock clock) {
        this.machine = machine;
        this.memory = memory;
        this.clock = clock;
        this.pci = new PciConfiguration(memory.device().isPresent(), disks);
    }

    /** Reads a port; the caller uses as many bytes as it needs. */
    long readPort(long port) {
        if (port == CLOCK_DATA) {
            return clock.read();
        }
        if (port == BALLOON_ASKED) {
            return memory.device().map(balloon -> inPages(balloon.target())).orElse(0L);
        }
        if (port == BALLOON_TAKEN) {
            return memory.device().map(balloon -> inPages(balloon.actual())).orElse(0L);
        }
        return 0;
    }

    private long inPages(long left) {
        return (memory.size() - left) / PAGE;
    }

    /** Writes to a port. */
    void writePort(long port, long value) {
        if (port == CLOCK_INDEX) {
            clock.select((int) value & 0x7f);
        } else if (port == CLOCK_DATA) {
            clock.write((int) value);
        } else if (port == RESET_CONTROL && (value & RESET_CPU) != 0) {
            machine.reset(ShutdownCause.GUEST_RESET);
        } else if (port == POWER_CONTROL && (value & SLEEP_ENABLE) != 0) {
            sleep((int) (value >> 10 & 7));
        } else if (port == BALLOON_TAKEN) {
            memory.device().ifPresent(balloon -> balloon.resize(memory.size() - value * PAGE));
        }
    }

    private void sleep(int type) {
        if (type == 0) {
            machine.shutDown(ShutdownCause.GUEST_SHUTDOWN);
        } else if (type == 1) {
            machine.suspend();
        }
    }

    /** Reads memory; the caller uses as many bytes as it needs. */
    long readMemory(long address) {
        return pci.read(address);
    }
}
