package io.qmp.app.transcript;

import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.secret.Redaction;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import io.qmp.transcript.Direction;
import io.qmp.transcript.TranscriptRecorder;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records the messages of one client and its server, without secrets. Lives on the loop of both. */
final class TapRecorder {
    private final TranscriptRecorder recorder;
    private final long connection;
    private final PrintStream err;
    private final Map<Direction, MessageReader> readers = new EnumMap<>(Direction.class);
    private final Map<Direction, Integer> descriptors = new EnumMap<>(Direction.class);
    private final List<Request> requests = new ArrayList<>();
    private boolean failed;

    TapRecorder(TranscriptRecorder recorder, long connection, PrintStream err) {
        this.recorder = recorder;
        this.connection = connection;
        this.err = err;
        WireCodec codec = WireCodec.installed();
        MessageReader fromClient = codec.newRequestReader(ReaderLimits.QEMU);
        fromClient.enableOob();
        readers.put(Direction.TO_SERVER, fromClient);
        readers.put(Direction.TO_CLIENT, codec.newReplyReader(ReaderLimits.QEMU));
    }

    /** Counts descriptors that come with the next message. */
    void descriptors(Direction direction, int number) {
        descriptors.merge(direction, number, Integer::sum);
    }

    /** Records the messages that are complete with these bytes. */
    void sent(Direction direction, ByteBuffer bytes) {
        MessageReader reader = Objects.requireNonNull(readers.get(direction));
        reader.feed(bytes);
        for (var message = reader.next(); message != null; message = reader.next()) {
            QmpMessage shown = withoutSecrets(message);
            Integer passed = descriptors.remove(direction);
            try {
                recorder.record(connection, direction, shown, passed == null ? 0 : passed);
            } catch (UncheckedIOException e) {
                fail(e);
            }
        }
    }

    private QmpMessage withoutSecrets(QmpMessage message) {
        if (message instanceof Request request) {
            requests.add(request);
        }
        Request answered = message instanceof Reply reply ? take(reply.id()) : null;
        return Redaction.SECRETS.message(message, answered);
    }

    /** Takes the oldest request with an id. */
    private @Nullable Request take(@Nullable QmpValue id) {
        for (Iterator<Request> all = requests.iterator(); all.hasNext(); ) {
            Request request = all.next();
            if (Objects.equals(request.id(), id)) {
                all.remove();
                return request;
            }
        }
        return null;
    }

    /** {@return whether requests wait for their replies} */
    boolean waits() {
        return !requests.isEmpty();
    }

    private void fail(UncheckedIOException failure) {
        if (!failed) {
            failed = true;
            warn(failure.getMessage() + ": "
                    + Objects.requireNonNull(failure.getCause()).getMessage());
        }
    }

    void warn(String text) {
        err.println("qmp: connection " + connection + ": " + text);
    }
}
