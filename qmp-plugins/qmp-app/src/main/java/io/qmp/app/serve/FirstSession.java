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

/**
 * What the first client of a server waits for in any JVM: the classes that read, bind and write its first commands, and
 * what the JDK makes of their annotations.
 */
final class FirstSession {
    private static final String REQUESTS = "{\"execute\": \"qmp_capabilities\"}\n{\"execute\": \"query-status\"}\n";

    private FirstSession() {}

    /**
     * Reads and writes what a first session does, with a codec of its own, so that all that is loaded then. May be
     * called on any thread.
     *
     * @return the reply to query-status
     */
    static ByteBuffer rehearse() {
        WireCodec codec = new JsonWireCodec();
        VersionTriple version = ServerOptions.DEFAULT.version().qemu();
        MessageReader reader = codec.newRequestReader(ReaderLimits.QEMU, version);
        reader.feed(ByteBuffer.wrap(REQUESTS.getBytes(StandardCharsets.US_ASCII)));
        while (reader.next() != null) {
            // All of them are read.
        }
        Binder binder = codec.newBinder(CompatPolicy.ACCEPT, version);
        CommandBinding<QueryStatus, StatusInfo> status = binder.lazyCommand(QueryStatus.class);
        status.readArguments(QmpObject.EMPTY);
        StatusInfo running = StatusInfo.builder(true, RunState.RUNNING).build();
        return codec.newWriter(WireFormat.SERVER).write(new Reply.Success(status.writeResult(running), null));
    }
}
