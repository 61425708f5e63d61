package io.qmp.plugin.machine.door;

import java.util.HashMap;
import java.util.Map;

/**
 * The configuration space of the PCI functions, with their identity and the ports that the firmware has assigned.
 * Writes are ignored.
 */
final class PciConfiguration {
    /** The first of the ports of power management. */
    static final long POWER_MANAGEMENT = 0x600;
    /** The first of the ports of the balloon. */
    static final long BALLOON_PORTS = 0xc080;

    private static final long BASE = 0xB0000000L;
    private static final long SIZE = 1 << 28;
    private static final int FUNCTION = 1 << 12;
    private static final int SLOT = 1 << 15;
    private static final long PORT_SPACE = 1;
    private static final long HAS_PORTS = 0x00100103;

    /** Four bytes each; functions that are absent read as ones. */
    private final Map<Long, Long> words = new HashMap<>();

    PciConfiguration(boolean balloon, int disks) {
        word(0, 0, 0, 0x29c08086L);
        int slot = 1;
        if (balloon) {
            word(slot, 0, 0, 0x10021af4L);
            word(slot, 0, 0x04, HAS_PORTS);
            word(slot, 0, 0x08, 0x00ff0000L);
            word(slot, 0, 0x10, BALLOON_PORTS | PORT_SPACE);
            slot++;
        }
        for (int disk = 0; disk < disks; disk++, slot++) {
            word(slot, 0, 0, 0x10011af4L);
            word(slot, 0, 0x04, HAS_PORTS);
            word(slot, 0, 0x08, 0x01000000L);
        }
        word(31, 0, 0, 0x29188086L);
        word(31, 0, 0x40, POWER_MANAGEMENT | PORT_SPACE);
        word(31, 0, 0x44, 0x80L);
        word(31, 2, 0, 0x29228086L);
        word(31, 3, 0, 0x29308086L);
    }

    private void word(int slot, int function, int offset, long value) {
        words.put((long) slot * SLOT + (long) function * FUNCTION + offset, value);
    }

    /** {@return the bytes from an address on, the first of them lowest} */
    long read(long address) {
        long offset = address - BASE;
        if (offset < 0 || offset >= SIZE) {
            return 0;
        }
        long aligned = offset & ~3L;
        int shift = (int) (offset & 3) * Byte.SIZE;
        long both = wordAt(aligned) | wordAt(aligned + 4) << Integer.SIZE;
        return both >>> shift;
    }

    private long wordAt(long offset) {
        boolean present = words.containsKey(offset & -FUNCTION);
        return present ? words.getOrDefault(offset, 0L) : 0xffffffffL;
    }
}
