package io.qmp.app.exec;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Requests of a stream, one a line, as the wire has them. */
final class RequestLines {
    private static final ReaderLimits LIMITS = ReaderLimits.QEMU;

    private final InputLines lines;
    private final WireCodec codec;
    private MessageReader reader;

    RequestLines(InputStream in, WireCodec codec) {
        this.lines = new InputLines(in, LIMITS.messageBytes());
        this.codec = codec;
        this.reader = newReader();
    }

    private MessageReader newReader() {
        MessageReader fresh = codec.newRequestReader(LIMITS);
        fresh.enableOob();
        return fresh;
    }

    /** {@return the next line: a request, or {@link Malformed} if it is none; empty at the end of the stream} */
    Optional<QmpMessage> next() throws IOException {
        return lines.next().map(this::message);
    }

    private QmpMessage message(byte[] line) {
        if (line.length > LIMITS.messageBytes()) {
            return malformed("a line has at most " + LIMITS.messageBytes() + " bytes");
        }
        reader.feed(ByteBuffer.wrap(line));
        reader.feed(ByteBuffer.wrap(new byte[] {'\n'}));
        QmpMessage message = reader.next();
        QmpMessage more = message == null ? null : reader.next();
        if (message != null && more == null && reader.pendingBytes() <= 1) {
            return message;
        }
        reader = newReader(); // the rest of the line is not the beginning of the next
        if (message instanceof Malformed) {
            return message;
        }
        return malformed(
                message == null ? "a line is one JSON object, and this one is incomplete" : "a line is one request");
    }

    private static Malformed malformed(String reason) {
        return new Malformed(QmpError.generic(reason), null, false);
    }
}
