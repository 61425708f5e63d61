package io.qmp.transport.vertx.descriptor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.api.wire.PseudoTerminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pseudo-terminal of Linux. Its device is held open here, too: otherwise reading would fail while no other program
 * has it open, and its settings would be lost.
 */
public final class LinuxTerminal implements PseudoTerminal {
    private static final int O_RDWR = 0x2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final int MOST_IN_NAME = 64;
    private static final int MOST_IN_SETTINGS = 256;

    private static final int CLOSED = 1;
    /** A read waits; it ends when something is written to the device. */
    private static final int READING = 2;
    /** A read is ended. */
    private static final int WAKING = 4;

    private final int master;
    private final int slave;
    private final Path device;
    /** Who uses the descriptors, beside {@link #CLOSED}. The last to leave a closed terminal gives them back. */
    private final AtomicInteger state = new AtomicInteger();

    private LinuxTerminal(int master, int slave, Path device) {
        this.master = master;
        this.slave = slave;
        this.device = device;
    }

    /** {@return a new one} */
    public static LinuxTerminal open() throws IOException {
        NativeCalls.load();
        int master = check(Libc.posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
        try {
            byte[] name = new byte[MOST_IN_NAME];
            check(Libc.grantpt(master));
            check(Libc.unlockpt(master));
            check(-Libc.ptsname_r(master, name, name.length));
            String path = new String(name, UTF_8).trim();
            int slave = check(Libc.open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC, 0));
            byte[] settings = new byte[MOST_IN_SETTINGS];
            Libc.tcgetattr(slave, settings);
            Libc.cfmakeraw(settings);
            Libc.tcsetattr(slave, 0, settings);
            return new LinuxTerminal(master, slave, Path.of(path));
        } catch (IOException e) {
            Libc.close(master);
            throw e;
        }
    }

    private static int check(int result) throws IOException {
        if (result < 0) {
            throw new IOException(Libc.strerror(Libc.error()));
        }
        return result;
    }

    @Override
    public Path device() {
        return device;
    }

    @Override
    public InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                byte[] chunk = new byte[length];
                int count = LinuxTerminal.this.read(chunk);
                if (count > 0) {
                    System.arraycopy(chunk, 0, bytes, offset, count);
                }
                return count;
            }
        };
    }

    private int read(byte[] chunk) throws IOException {
        if (!state.compareAndSet(0, READING)) {
            return -1;
        }
        long count = Libc.read(master, chunk, chunk.length);
        int error = Libc.error();
        if (!leave(READING)) {
            return -1;
        }
        if (count < 0) {
            throw new IOException(Libc.strerror(error));
        }
        return (int) count;
    }

    /** {@return whether the terminal is still open} Takes note that a user has left. */
    private boolean leave(int user) {
        int left = state.updateAndGet(before -> before & ~user);
        if (left == CLOSED) {
            Libc.close(slave);
            Libc.close(master);
        }
        return (left & CLOSED) == 0;
    }

    @Override
    public OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                int written = 0;
                while (written < length) {
                    byte[] rest = Arrays.copyOfRange(bytes, offset + written, offset + length);
                    written += check((int) Libc.write(master, rest, rest.length));
                }
            }
        };
    }

    @Override
    public void close() {
        int before = state.getAndUpdate(used -> (used & CLOSED) == 0 ? used | CLOSED | WAKING : used);
        if ((before & CLOSED) != 0) {
            return;
        }
        if ((before & READING) != 0) {
            Libc.write(slave, new byte[1], 1);
        }
        leave(WAKING);
    }
}
