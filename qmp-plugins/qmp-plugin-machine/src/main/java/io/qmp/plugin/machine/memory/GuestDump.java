package io.qmp.plugin.machine.memory;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Open;
import io.qmp.plugin.machine.config.HostFileAccess;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.version.FileWording;
import io.qmp.plugin.qemu.command.DumpGuestMemory;
import io.qmp.plugin.qemu.command.QueryDump;
import io.qmp.plugin.qemu.event.DumpCompletedEvent;
import io.qmp.plugin.qemu.type.DumpGuestMemoryFormat;
import io.qmp.plugin.qemu.type.DumpInfo;
import io.qmp.plugin.qemu.type.DumpStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The commands {@code dump-guest-memory} and {@code query-dump}. A dump is an ELF core file of the memory, which is all
 * zeros: a hole in the file. The machine is stopped meanwhile.
 */
final class GuestDump {
    private static final String FILE = "file:";
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final short CORE = 4;
    private static final short X86_64 = 62;
    private static final int LOAD = 1;

    private final Machine machine;
    private final Memory memory;
    private final HostFileAccess files;
    private final FileWording wording;
    private final Consumer<DumpCompletedEvent> events;
    private final Executor loop;
    private DumpInfo last = new DumpInfo(Open.of(DumpStatus.NONE), 0, 0);

    private GuestDump(
            PluginRegistry registry, Machine machine, Memory memory, HostFileAccess files, FileWording wording) {
        this.machine = machine;
        this.memory = memory;
        this.files = files;
        this.wording = wording;
        this.events = registry.server()::emit;
        this.loop = registry.server().loop();
    }

    static void register(
            PluginRegistry registry, Machine machine, Memory memory, HostFileAccess files, FileWording wording) {
        GuestDump dump = new GuestDump(registry, machine, memory, files, wording);
        registry.command(DumpGuestMemory.class, (command, context) -> dump.start(command));
        registry.command(QueryDump.class, (query, context) -> completedFuture(dump.last));
        registry.event(DumpCompletedEvent.class);
    }

    private CompletionStage<Nothing> start(DumpGuestMemory command) {
        check(command);
        String name = command.protocol().substring(FILE.length());
        files.require(name);
        try (RandomAccessFile file = create(name)) {
            boolean running = machine.isRunning();
            if (running) {
                machine.stop();
            }
            long begin = command.begin() == null ? 0 : command.begin();
            long length = command.length() == null ? memory.size() : command.length();
            long end = begin > memory.size() ? begin : Math.min(memory.size(), begin + length);
            if (begin < 0 || end <= begin) {
                resume(running);
                throw CommandFailedException.generic("dump: no guest memory to dump");
            }
            write(file, begin, end - begin);
            finish(Boolean.TRUE.equals(command.detach()), end - begin, running);
            return completedFuture(Nothing.NOTHING);
        } catch (IOException e) {
            throw CommandFailedException.generic("dump: failed to save memory: Input/output error", e);
        }
    }

    private static void check(DumpGuestMemory command) {
        DumpGuestMemoryFormat format = command.format();
        boolean elf = format == null || format == DumpGuestMemoryFormat.ELF;
        boolean filtered = command.begin() != null || command.length() != null;
        if (!elf && format != DumpGuestMemoryFormat.WIN_DMP && (command.paging() || filtered)) {
            throw CommandFailedException.generic("kdump-compressed format doesn't support paging or filter");
        } else if (command.begin() != null && command.length() == null) {
            throw CommandFailedException.generic("Parameter 'length' is missing");
        } else if (command.begin() == null && command.length() != null) {
            throw CommandFailedException.generic("Parameter 'begin' is missing");
        } else if (command.protocol().startsWith("fd:")) {
            throw CommandFailedException.generic(
                    "File descriptor named '" + command.protocol().substring("fd:".length()) + "' has not been found");
        } else if (!command.protocol().startsWith(FILE)) {
            throw CommandFailedException.generic("parameter 'protocol' must start with 'file:' or 'fd:'");
        } else if (!elf) {
            throw CommandFailedException.generic(
                    format == DumpGuestMemoryFormat.WIN_DMP
                            ? "win-dump: no vmcoreinfo note from the guest"
                            : "this machine dumps its memory as ELF only");
        }
    }

    private RandomAccessFile create(String name) throws IOException {
        try {
            RandomAccessFile file = new RandomAccessFile(name, "rw");
            file.setLength(0);
            return file;
        } catch (FileNotFoundException e) {
            Path directory = Path.of(name).toAbsolutePath().getParent();
            boolean absent = name.isEmpty() || directory != null && !Files.isDirectory(directory);
            throw CommandFailedException.generic(
                    wording.memory().formatted(name) + ": "
                            + (absent ? "No such file or directory" : "Permission denied"),
                    e);
        }
    }

    /** The header of the file, and of the one segment, which follows both. */
    private static void write(RandomAccessFile file, long address, long size) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER + SEGMENT).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}); // 64 bits, little-endian, version 1
        header.putShort(16, CORE)
                .putShort(18, X86_64)
                .putInt(20, 1)
                .putLong(32, HEADER)
                .putShort(52, (short) HEADER)
                .putShort(54, (short) SEGMENT)
                .putShort(56, (short) 1);
        header.putInt(HEADER, LOAD)
                .putLong(HEADER + 8, header.capacity())
                .putLong(HEADER + 16, address)
                .putLong(HEADER + 24, address)
                .putLong(HEADER + 32, size)
                .putLong(HEADER + 40, size);
        file.write(header.array());
        file.setLength(header.capacity() + size);
    }

    private void finish(boolean later, long size, boolean running) {
        last = new DumpInfo(Open.of(DumpStatus.ACTIVE), 0, size);
        Runnable end = () -> {
            last = new DumpInfo(Open.of(DumpStatus.COMPLETED), size, size);
            events.accept(DumpCompletedEvent.builder(last).build());
            resume(running);
        };
        if (later) {
            loop.execute(end);
        } else {
            end.run();
        }
    }

    private void resume(boolean running) {
        if (running) {
            machine.cont();
        }
    }
}
