package io.qmp.plugin.machine.memory;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.command.CommandContext;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Open;
import io.qmp.plugin.machine.config.HostFileAccess;
import io.qmp.plugin.machine.host.HostStream;
import io.qmp.plugin.machine.host.StreamWriter;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.version.FileWording;
import io.qmp.plugin.qemu.command.DumpGuestMemory;
import io.qmp.plugin.qemu.command.QueryDump;
import io.qmp.plugin.qemu.event.DumpCompletedEvent;
import io.qmp.plugin.qemu.type.DumpGuestMemoryFormat;
import io.qmp.plugin.qemu.type.DumpInfo;
import io.qmp.plugin.qemu.type.DumpStatus;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The commands {@code dump-guest-memory} and {@code query-dump}. A dump is an ELF core file of the memory, which is all
 * zeros: a hole in a file. Of the other formats there are the headers only. It is written by a thread of its own; the
 * machine is stopped meanwhile.
 */
final class GuestDump {
    private static final String FILE = "file:";
    private static final String FD = "fd:";
    private static final DumpInfo NONE = new DumpInfo(Open.of(DumpStatus.NONE), 0, 0);

    private final Machine machine;
    private final Memory memory;
    private final HostFileAccess files;
    private final FileWording wording;
    private final ServerContext server;
    private final Executor loop;
    private DumpInfo last = NONE;

    private GuestDump(
            PluginRegistry registry, Machine machine, Memory memory, HostFileAccess files, FileWording wording) {
        this.machine = machine;
        this.memory = memory;
        this.files = files;
        this.wording = wording;
        this.server = registry.server();
        this.loop = server.loop();
    }

    static void register(
            PluginRegistry registry, Machine machine, Memory memory, HostFileAccess files, FileWording wording) {
        GuestDump dump = new GuestDump(registry, machine, memory, files, wording);
        registry.command(DumpGuestMemory.class, dump::start);
        registry.command(QueryDump.class, (query, context) -> completedFuture(dump.last));
    }

    private CompletionStage<Nothing> start(DumpGuestMemory command, CommandContext context) {
        check(command);
        if (last.status().is(DumpStatus.ACTIVE)) {
            throw CommandFailedException.generic("There is a dump in process, please wait.");
        }
        HostStream stream = stream(command.protocol(), context);
        StreamWriter writer = new StreamWriter("dump-guest-memory", loop);
        last = new DumpInfo(Open.of(DumpStatus.ACTIVE), 0, 0);
        return writer.open(stream)
                .handle((opened, failure) -> {
                    if (failure != null) {
                        last = NONE;
                        throw CommandFailedException.generic(unopened(command.protocol(), failure), failure);
                    }
                    return begin(command, writer);
                })
                .thenCompose(dumped -> dumped);
    }

    private HostStream stream(String protocol, CommandContext context) {
        if (protocol.startsWith(FD)) {
            String name = protocol.substring(FD.length());
            return HostStream.writing(server.descriptors()
                    .take(context.session().monitor(), name)
                    .orElseThrow(() ->
                            CommandFailedException.generic("File descriptor named '" + name + "' has not been found")));
        }
        String name = protocol.substring(FILE.length());
        files.require(name);
        try {
            return HostStream.writing(Path.of(name), 0);
        } catch (InvalidPathException e) {
            throw CommandFailedException.generic(wording.memory().formatted(name) + ": No such file or directory", e);
        }
    }

    private String unopened(String protocol, Throwable failure) {
        String reason = HostStream.reason(failure);
        return protocol.startsWith(FD)
                ? "dump: failed to save memory: " + reason
                : wording.memory().formatted(protocol.substring(FILE.length())) + ": " + reason;
    }

    /** The stream is open: the machine is stopped, unless there is nothing to dump. */
    private CompletionStage<Nothing> begin(DumpGuestMemory command, StreamWriter writer) {
        boolean running = machine.isRunning();
        if (running) {
            machine.stop();
        }
        long begin = command.begin() == null ? 0 : command.begin();
        long length = command.length() == null ? memory.size() : command.length();
        long end = begin > memory.size() ? begin : Math.min(memory.size(), begin + length);
        if (begin < 0 || end <= begin) {
            writer.abort();
            last = NONE;
            resume(running);
            throw CommandFailedException.generic("dump: no guest memory to dump");
        }
        long size = end - begin;
        last = new DumpInfo(Open.of(DumpStatus.ACTIVE), 0, size);
        CompletionStage<Nothing> dumped = write(command.format(), begin, size, writer)
                .handle((written, failure) -> finish(size, running, failure));
        return Boolean.TRUE.equals(command.detach()) ? completedFuture(Nothing.NOTHING) : dumped;
    }

    /** A core file, or what files of the other formats begin and end with. */
    private static CompletionStage<?> write(
            @Nullable DumpGuestMemoryFormat format, long begin, long size, StreamWriter writer) {
        if (format == null || format == DumpGuestMemoryFormat.ELF) {
            writer.write(DumpHeaders.core(begin, size));
            writer.writeZeros(size);
        } else {
            writer.write(DumpHeaders.flattened());
        }
        return writer.end();
    }

    private Nothing finish(long size, boolean running, @Nullable Throwable failure) {
        if (failure == null) {
            last = new DumpInfo(Open.of(DumpStatus.COMPLETED), size, size);
            server.emit(DumpCompletedEvent.builder(last).build());
            resume(running);
            return Nothing.NOTHING;
        }
        last = new DumpInfo(Open.of(DumpStatus.FAILED), 0, size);
        String text = "dump: failed to save memory: " + HostStream.reason(failure);
        server.emit(DumpCompletedEvent.builder(last).error(text).build());
        resume(running);
        throw CommandFailedException.generic(text, failure);
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
        } else if (!command.protocol().startsWith(FILE) && !command.protocol().startsWith(FD)) {
            throw CommandFailedException.generic("parameter 'protocol' must start with 'file:' or 'fd:'");
        } else if (format == DumpGuestMemoryFormat.WIN_DMP) {
            throw CommandFailedException.generic("win-dump: no vmcoreinfo note from the guest");
        }
    }

    private void resume(boolean running) {
        if (running) {
            machine.cont();
        }
    }
}
