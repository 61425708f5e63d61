package io.qmp.codec.functional;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.codec.JsonWireCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a server answers that knows no command at all. */
final class Answers {
    private static final WireCodec CODEC = new JsonWireCodec();

    private Answers() {}

    static List<String> to(byte[] input, boolean oob) {
        MessageReader reader = CODEC.newRequestReader(ReaderLimits.QEMU);
        if (oob) {
            reader.enableOob();
        }
        reader.feed(ByteBuffer.wrap(input));
        MessageWriter writer = CODEC.newWriter(WireFormat.SERVER);
        return all(reader).stream()
                .map(message -> StandardCharsets.ISO_8859_1
                        .decode(writer.write(answer(message)))
                        .toString())
                .toList();
    }

    /** What a client makes of lines. */
    static List<QmpMessage> read(List<String> lines) {
        MessageReader reader = CODEC.newReplyReader(ReaderLimits.QEMU);
        lines.forEach(line -> reader.feed(StandardCharsets.ISO_8859_1.encode(line)));
        return all(reader);
    }

    private static List<QmpMessage> all(MessageReader reader) {
        List<QmpMessage> messages = new ArrayList<>();
        for (QmpMessage message = reader.next(); message != null; message = reader.next()) {
            messages.add(message);
        }
        return messages;
    }

    private static Reply answer(QmpMessage message) {
        if (message instanceof Malformed malformed) {
            return new Reply.Failure(malformed.error(), malformed.id());
        }
        Request request = (Request) message;
        QmpError error = QmpError.commandNotFound("The command " + request.command() + " has not been found");
        return new Reply.Failure(error, request.id());
    }
}
