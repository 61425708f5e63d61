package io.qmp.plugin.machine.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.plugin.qemu.type.RunState;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a migration. It begins as QEMU's: the magic number, the version, the section that names the machine's
 * type. Then come sections of our own: the size of the memory, for each part of it that was sent the number of its
 * pages, and at the end what else the machine's state is. The memory itself, all zeros, is not sent.
 */
final class MigrationStream {
    private static final int MAGIC = 0x5145564d; // QEVM
    private static final int VERSION = 3;
    private static final byte CONFIGURATION = 7;
    private static final byte MEMORY = 'm';
    private static final byte PART = 'p';
    private static final byte STATE = 's';
    private static final int LONGEST = 1024;
    private static final int PART_LENGTH = 1 + Long.BYTES;

    private MigrationStream() {}

    /** {@return what it begins with} */
    static ByteBuffer beginning(MachineState machine) {
        byte[] type = machine.type().getBytes(UTF_8);
        return ByteBuffer.allocate(3 * Integer.BYTES + 2 + type.length + Long.BYTES)
                .putInt(MAGIC)
                .putInt(VERSION)
                .put(CONFIGURATION)
                .putInt(type.length)
                .put(type)
                .put(MEMORY)
                .putLong(machine.memory())
                .flip();
    }

    /** {@return the section for pages of memory} */
    static ByteBuffer part(long pages) {
        return ByteBuffer.allocate(PART_LENGTH).put(PART).putLong(pages).flip();
    }

    /** {@return what it ends with} */
    static ByteBuffer end(MachineState machine) {
        byte[] state = machine.runState().name().getBytes(UTF_8);
        return ByteBuffer.allocate(1 + Integer.BYTES + state.length + Long.BYTES)
                .put(STATE)
                .putInt(state.length)
                .put(state)
                .putLong(machine.balloon().orElse(-1))
                .flip();
    }

    /** A stream cannot be read. Its message is QEMU's text. */
    static final class BadStream extends Exception {
        private static final long serialVersionUID = 1;

        BadStream(String message) {
            super(message);
        }
    }

    /** Reads a stream as its bytes arrive. */
    static final class Reader {
        private final String localType;
        private final long localMemory;
        private ByteBuffer unread = ByteBuffer.allocate(0);
        private boolean hasBegun;
        private @Nullable MachineState complete;

        /**
         * @param type the type of the machine that reads it
         * @param memory the bytes of its memory
         */
        Reader(String type, long memory) {
            localType = type;
            localMemory = memory;
        }

        /** {@return whether the beginning has come, and is of a machine like this one} */
        boolean hasBegun() {
            return hasBegun;
        }

        /** {@return the state of the machine, when all has come} */
        Optional<MachineState> complete() {
            return Optional.ofNullable(complete);
        }

        /** Takes bytes; those behind the end are ignored. */
        void add(ByteBuffer bytes) throws BadStream {
            ByteBuffer all = ByteBuffer.allocate(unread.remaining() + bytes.remaining());
            unread = all.put(unread).put(bytes).flip();
            boolean goesOn = true;
            while (goesOn && complete == null) {
                unread.mark();
                goesOn = hasBegun ? section() : beginning();
                if (!goesOn) {
                    unread.reset();
                }
            }
        }

        private boolean beginning() throws BadStream {
            if (unread.remaining() < Integer.BYTES) {
                return false;
            }
            if (unread.getInt() != MAGIC) {
                throw new BadStream("Not a migration stream");
            }
            if (unread.remaining() < 2 * Integer.BYTES + 1) {
                return false;
            }
            if (unread.getInt() != VERSION) {
                throw new BadStream("Unsupported migration stream version");
            }
            if (unread.get() != CONFIGURATION) {
                throw new BadStream("Configuration section missing");
            }
            String type = text();
            if (type == null || unread.remaining() < 1 + Long.BYTES) {
                return false;
            }
            if (!type.equals(localType)) {
                throw new BadStream("Machine type received is '" + type + "' and local is '" + localType + "'");
            }
            checkMemory();
            hasBegun = true;
            return true;
        }

        private void checkMemory() throws BadStream {
            byte section = unread.get();
            if (section != MEMORY) {
                throw new BadStream("Unknown savevm section type " + section);
            }
            long memory = unread.getLong();
            if (memory != localMemory) {
                throw new BadStream("Size mismatch: pc.ram: 0x" + Long.toHexString(memory) + " != 0x"
                        + Long.toHexString(localMemory) + ": Invalid argument");
            }
        }

        private boolean section() throws BadStream {
            if (!unread.hasRemaining()) {
                return false;
            }
            byte section = unread.get();
            if (section == PART) {
                if (unread.remaining() < Long.BYTES) {
                    return false;
                }
                unread.getLong();
                return true;
            }
            if (section != STATE) {
                throw new BadStream("Unknown savevm section type " + section);
            }
            String state = text();
            if (state == null || unread.remaining() < Long.BYTES) {
                return false;
            }
            long balloon = unread.getLong();
            complete = new MachineState(
                    localType,
                    localMemory,
                    runState(state),
                    balloon < 0 ? OptionalLong.empty() : OptionalLong.of(balloon));
            return true;
        }

        private static RunState runState(String name) throws BadStream {
            try {
                return RunState.valueOf(name);
            } catch (IllegalArgumentException e) {
                throw new BadStream("Unknown run state " + name);
            }
        }

        /** {@return a text with its length before it; null if it has not come yet} */
        private @Nullable String text() throws BadStream {
            if (unread.remaining() < Integer.BYTES) {
                return null;
            }
            int length = unread.getInt();
            if (length < 0 || length > LONGEST) {
                throw new BadStream("Unable to get buffer of " + length + " bytes");
            }
            if (unread.remaining() < length) {
                return null;
            }
            byte[] text = new byte[length];
            unread.get(text);
            return new String(text, UTF_8);
        }
    }
}
