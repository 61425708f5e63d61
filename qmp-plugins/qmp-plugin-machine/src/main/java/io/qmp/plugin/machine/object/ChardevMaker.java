package io.qmp.plugin.machine.object;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.qmp.api.Loggers;
import io.qmp.api.command.CommandContext;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FdsetPath;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.CharacterDevice;
import io.qmp.api.spi.DescriptorStore;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.WireNaming;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.api.wire.PseudoTerminal;
import io.qmp.plugin.machine.config.HostFileAccess;
import io.qmp.plugin.qemu.type.ChardevBackend;
import io.qmp.plugin.qemu.type.ChardevBackendFile;
import io.qmp.plugin.qemu.type.ChardevBackendHostDevice;
import io.qmp.plugin.qemu.type.ChardevBackendRingbuf;
import io.qmp.plugin.qemu.type.ChardevBackendSocket;
import io.qmp.plugin.qemu.type.ChardevFile;
import java.io.Closeable;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes character devices. Failures have QEMU's texts, without the device. */
final class ChardevMaker {
    /** The kinds that can be added. */
    static final List<String> KINDS = List.of(
            "testdev",
            "stdio",
            "wctablet",
            "file",
            "udp",
            "memory",
            "parallel",
            "vc",
            "socket",
            "msmouse",
            "null",
            "pipe",
            "serial",
            "pty",
            "ringbuf");

    /** What the addresses of terminals begin with, before the path of their device. */
    static final String TERMINAL = "pty:";

    private static final int TERMINAL_BUFFER = 4096;
    private static final long DEFAULT_SIZE = 65536;
    private static final long LARGEST = 1L << 30;

    private final ServerContext server;
    private final SocketChardevs sockets;
    private final HostFileAccess files;
    private final Map<String, RingBuffer> buffers;

    /**
     * Makes a maker.
     *
     * @param buffers receives the content of ring buffers
     * @param files which files devices may use
     */
    ChardevMaker(ServerContext server, Map<String, RingBuffer> buffers, HostFileAccess files) {
        this.server = server;
        this.files = files;
        this.sockets = new SocketChardevs(server);
        this.buffers = buffers;
    }

    /** {@return the device, when it is there} */
    CompletionStage<CharacterDevice> open(String id, ChardevBackend backend, CommandContext context) {
        String kind = WireNaming.enumValue(backend.type());
        if (!KINDS.contains(kind)) {
            throw CommandFailedException.generic("this machine has no chardevs of type '" + kind + "'");
        }
        if (backend instanceof ChardevBackendSocket socket) {
            return sockets.open(id, socket.data(), context);
        }
        return completedStage(make(id, backend));
    }

    /** {@return the device, which is no socket} */
    CharacterDevice make(String id, ChardevBackend backend) {
        String kind = WireNaming.enumValue(backend.type());
        if (backend instanceof ChardevBackendRingbuf ring) {
            RingBuffer buffer = ringBuffer(ring.data().size());
            buffers.put(id, buffer);
            return sink(id, kind, buffer::write, () -> buffers.remove(id, buffer));
        }
        if (backend instanceof ChardevBackendFile file) {
            return file(id, file.data());
        }
        if (backend instanceof ChardevBackendHostDevice host) {
            needFile(host.data().device());
        }
        if (kind.equals("pty")) {
            return terminal(id);
        }
        return sink(id, kind, bytes -> {}, () -> {});
    }

    /** A pseudo-terminal. What programs write to it is read, so that they do not wait, and goes nowhere. */
    private CharacterDevice terminal(String id) {
        PseudoTerminal terminal = open();
        Thread reader = new Thread(() -> drain(terminal), "chardev-" + id);
        reader.setDaemon(true);
        reader.start();
        return sink(id, TERMINAL + terminal.device(), bytes -> write(terminal.output(), bytes), () -> close(terminal));
    }

    private static PseudoTerminal open() {
        try {
            return DescriptorSource.installed().terminal();
        } catch (IOException | UnsupportedOperationException e) {
            throw CommandFailedException.generic("Failed to create PTY: " + e.getMessage(), e);
        }
    }

    private static void drain(PseudoTerminal terminal) {
        byte[] buffer = new byte[TERMINAL_BUFFER];
        try {
            InputStream input = terminal.input();
            while (input.read(buffer) >= 0) {
                // nobody is behind the device
            }
        } catch (IOException e) {
            Loggers.named("io.qmp.plugin.machine").log(System.Logger.Level.DEBUG, "no more from a terminal", e);
        }
    }

    /** {@return a device of a kind, which is its address, too} */
    private CharacterDevice sink(String id, String kind, Consumer<byte[]> receiver, Runnable release) {
        return server.devices().of(id, kind, new Sink(server.loop(), kind, receiver, release));
    }

    private static RingBuffer ringBuffer(@Nullable Long given) {
        long size = given == null || given == 0 ? DEFAULT_SIZE : given;
        if (Long.bitCount(size) != 1) {
            throw CommandFailedException.generic("size of ringbuf chardev must be power of two");
        }
        if (size < 0 || size > LARGEST) {
            throw CommandFailedException.generic("Cannot allocate memory");
        }
        return new RingBuffer((int) size);
    }

    /** A file that is written. What it could be read from must be there, and is not read. */
    private CharacterDevice file(String id, ChardevFile file) {
        if (file.in() != null) {
            needFile(file.in());
        }
        OutputStream out = openFile(file.out(), Boolean.TRUE.equals(file.append()));
        return sink(id, "file", bytes -> write(out, bytes), () -> close(out));
    }

    /** {@return a descriptor that a client has passed, if the name is that of a set} */
    private Optional<FileDescriptor> lent(String path) {
        try {
            Optional<FdsetPath> set = FdsetPath.of(path);
            return set.isEmpty()
                    ? Optional.empty()
                    : Optional.of(server.descriptors().lend(set.get().set(), DescriptorStore.Access.WRITE));
        } catch (IllegalArgumentException e) {
            throw CommandFailedException.generic("Could not open '" + path + "': Invalid argument", e);
        } catch (FileSystemException e) {
            String reason = e instanceof AccessDeniedException ? "Permission denied" : "No such file or directory";
            throw CommandFailedException.generic("Could not open '" + path + "': " + reason, e);
        }
    }

    private OutputStream openFile(String path, boolean append) {
        Optional<FileDescriptor> lent = lent(path);
        if (lent.isPresent()) {
            try (FileDescriptor descriptor = lent.get()) {
                return new FileOutputStream("/proc/self/fd/" + descriptor.number(), true);
            } catch (FileNotFoundException e) {
                throw CommandFailedException.generic("Could not open '" + path + "': Permission denied", e);
            }
        }
        files.require(path);
        try {
            return new FileOutputStream(path, append);
        } catch (FileNotFoundException e) {
            File parent = new File(path).getAbsoluteFile().getParentFile();
            boolean absent = path.isEmpty() || parent != null && !parent.exists();
            throw CommandFailedException.generic(
                    "Could not open '" + path + "': " + (absent ? "No such file or directory" : "Permission denied"));
        }
    }

    private static void write(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Closeable out) {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void needFile(String path) {
        files.require(path);
        boolean isThere = !path.isEmpty() && (new File(path).exists() || new File(path + ".in").exists());
        if (!isThere) {
            throw CommandFailedException.generic("Could not open '" + path + "': No such file or directory");
        }
    }
}
