package io.qmp.app.serve;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.message.Reply;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.codec.JsonWireCodec;
import io.qmp.plugin.qemu.command.QueryStatus;
import io.qmp.plugin.qemu.type.RunState;
import io.qmp.plugin.qemu.type.StatusInfo;
import io.qmp.server.ServerOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the first client of a server waits for in any JVM: the classes that read, bind and write its first commands, and
 * what the JDK makes of their annotations. It is rehearsed in parts, one after another, each by a thread that has
 * nothing else to do.
 */
final class FirstSession {
    private static final String REQUESTS = "{\"execute\": \"qmp_capabilities\"}\n{\"execute\": \"query-status\"}\n";

    private final Object rehearsing = new Object();
    private @Nullable Part next = this::read; // guarded by rehearsing
    private volatile @Nullable ByteBuffer reply;

    /** A part of a rehearsal. */
    @FunctionalInterface
    private interface Part {
        /** {@return the part that comes then, if there is one} */
        @Nullable
        Part rehearse();
    }

    /**
     * Rehearses the next part; waits if another thread rehearses one.
     *
     * @return whether there was one
     */
    boolean rehearseNext() {
        synchronized (rehearsing) {
            Part part = next;
            next = part == null ? null : part.rehearse();
            return part != null;
        }
    }

    /** {@return the reply to query-status, if all is rehearsed} */
    Optional<ByteBuffer> reply() {
        return Optional.ofNullable(reply);
    }

    private Part read() {
        WireCodec codec = new JsonWireCodec();
        VersionTriple version = ServerOptions.DEFAULT.version().qemu();
        MessageReader reader = codec.newRequestReader(ReaderLimits.QEMU, version);
        reader.feed(ByteBuffer.wrap(REQUESTS.getBytes(StandardCharsets.US_ASCII)));
        while (reader.next() != null) {
            // All of them are read.
        }
        return () -> bind(codec, codec.newBinder(CompatPolicy.ACCEPT, version));
    }

    private Part bind(WireCodec codec, Binder binder) {
        CommandBinding<QueryStatus, StatusInfo> status = binder.lazyCommand(QueryStatus.class);
        status.readArguments(QmpObject.EMPTY);
        return () -> write(codec, status);
    }

    private @Nullable Part write(WireCodec codec, CommandBinding<QueryStatus, StatusInfo> status) {
        StatusInfo running = StatusInfo.builder(true, RunState.RUNNING).build();
        reply = codec.newWriter(WireFormat.SERVER).write(new Reply.Success(status.writeResult(running), null));
        return null;
    }
}
