package io.qmp.transcript;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.secret.Redaction;
import io.qmp.api.spi.SessionTap;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Records a transcript while it happens. It is a tap of a server ({@code registry.tap(recorder)}), and has {@link
 * ClientRecorder taps of clients}. Each message is written when it is seen; taps see no secrets.
 *
 * <p>Safe for use by several threads. What fails to be written fails the tap's call, which client and server log.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class TranscriptRecorder implements SessionTap, Closeable {
    private final Writer out;
    private final InstantSource clock;
    private final WireCodec codec = WireCodec.installed();
    private final MessageWriter messages = codec.newWriter(WireFormat.CLIENT);
    private final TranscriptLines lines = new TranscriptLines(codec);
    private final ReentrantLock lock = new ReentrantLock();
    private final long start;
    private volatile Duration earlier = Duration.ZERO;

    /**
     * Makes a recorder, and writes the header.
     *
     * @param out where to write; closed by {@link #close}
     * @param peer the server, for people
     * @param clock the time of the messages
     * @throws UncheckedIOException if the header cannot be written
     */
    public TranscriptRecorder(Writer out, String peer, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.millis();
        write(lines.header(new Transcript(peer, Redaction.SECRETS.places(), List.of())));
    }

    @Override
    public void received(SessionInfo session, QmpMessage message) {
        record(session.id(), Direction.TO_SERVER, message);
    }

    @Override
    public void sent(SessionInfo session, QmpMessage message) {
        record(session.id(), Direction.TO_CLIENT, message);
    }

    /**
     * Records a message.
     *
     * @param connection the number of the connection
     * @param direction who has sent it
     * @param message the message, without secrets
     * @throws UncheckedIOException if it cannot be written
     */
    public void record(long connection, Direction direction, QmpMessage message) {
        record(connection, direction, message, 0);
    }

    /**
     * Records a message that came with descriptors.
     *
     * @param connection the number of the connection
     * @param direction who has sent it
     * @param message the message, without secrets
     * @param descriptors how many
     * @throws UncheckedIOException if it cannot be written
     */
    public void record(long connection, Direction direction, QmpMessage message, int descriptors) {
        Duration time = Duration.ofMillis(clock.millis() - start).plus(earlier);
        lock.lock();
        try {
            boolean known = !(message instanceof Malformed);
            String raw =
                    message instanceof Malformed malformed ? malformed.error().desc() : "";
            write(lines.entry(new TranscriptEntry(
                    time, connection, direction, known ? object(message) : null, raw, descriptors)));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Records what a transcript has. What is recorded afterwards is later than all of it.
     *
     * @param transcript the transcript
     * @throws UncheckedIOException if it cannot be written
     */
    public void copy(Transcript transcript) {
        lock.lock();
        try {
            for (TranscriptEntry entry : transcript.entries()) {
                write(lines.entry(entry));
                earlier = entry.time();
            }
        } finally {
            lock.unlock();
        }
    }

    private QmpObject object(QmpMessage message) {
        return (QmpObject)
                codec.parse(UTF_8.decode(messages.write(message)).toString().strip());
    }

    private void write(String line) {
        try {
            out.write(line);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the transcript cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            out.close();
        } finally {
            lock.unlock();
        }
    }
}
