package io.qmp.codec.message;

import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.codec.JsonWireCodec;
import io.qmp.codec.frame.Dialect;
import io.qmp.codec.fuzz.Pieces;
import io.qmp.codec.fuzz.Verdict;
import io.qmp.codec.json.SyntaxException;
import io.qmp.codec.json.ValueReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A target of the fuzzer: the pieces in which bytes come do not matter to the readers, what the reader of requests
 * reads without a fault that of replies reads as the same, and messages that were read and written are read as the
 * same.
 */
public final class ReaderFuzzer {
    private static final WireCodec CODEC = new JsonWireCodec();
    private static final ReaderLimits NARROW = new ReaderLimits(24, 48, 16, 4);
    /** What only one of the dialects has. */
    private static final Pattern NOT_FINITE = Pattern.compile("-[a-z]|nan|inf");

    /** As a client writes, but with the numbers that a client refuses. */
    private static final WireFormat REQUESTS =
            new WireFormat(false, WireFormat.CLIENT.lineEnd(), WireFormat.CLIENT.order());

    /** Two tokens to the one dialect, one broken word to the other. */
    private static final Pattern SPLIT_WORD = Pattern.compile("(true|false|null)[-0-9]");

    private static final String CUT_OFF = "JSON parse error, cut off by the next message";

    private ReaderFuzzer() {}

    /**
     * Reads an input in all ways.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        for (ReaderLimits limits : new ReaderLimits[] {ReaderLimits.QEMU, NARROW}) {
            if (!isNotFinite(input) && !contains(SPLIT_WORD, input)) {
                compareDialects(limits, input);
            }
            read(input, limits, CODEC::newReplyReader).forEach(reply -> writeAndRead(reply, CODEC::newReplyReader));
            read(input, limits, CODEC::newRequestReader)
                    .forEach(request -> writeAndRead(request, CODEC::newRequestReader));
        }
    }

    private static boolean isNotFinite(byte[] json) {
        return contains(NOT_FINITE, json);
    }

    private static boolean contains(Pattern pattern, byte[] json) {
        return pattern.matcher(new String(json, StandardCharsets.ISO_8859_1)).find();
    }

    /**
     * Behind a fault they may differ: in what QEMU writes, it spoils its own text alone. A text that the reader of
     * requests waits to be continued may be cut off for the other.
     */
    private static void compareDialects(ReaderLimits limits, byte[] input) {
        List<Object> values = values(new ValueReader(Dialect.READ_BY_QEMU, limits), input);
        if (values.stream().noneMatch(String.class::isInstance)) {
            List<Object> others = values(new ValueReader(Dialect.WRITTEN_BY_QEMU, limits), input);
            int cutOff = others.indexOf(CUT_OFF);
            Verdict.equal("both dialects", values, cutOff < 0 ? others : others.subList(0, cutOff));
        }
    }

    private static List<Object> values(ValueReader reader, byte[] input) {
        List<Object> all = new ArrayList<>();
        reader.feed(ByteBuffer.wrap(input));
        while (true) {
            try {
                QmpValue value = reader.next();
                if (value == null) {
                    return all;
                }
                all.add(value);
            } catch (SyntaxException e) {
                all.add(e.desc());
            }
        }
    }

    private static List<QmpMessage> read(
            byte[] input, ReaderLimits limits, Function<ReaderLimits, MessageReader> readers) {
        List<QmpMessage> messages = read(Pieces.whole(input), readers.apply(limits));
        Verdict.equal("single bytes", messages, read(Pieces.bytes(input), readers.apply(limits)));
        Verdict.equal("pieces", messages, read(Pieces.random(input), readers.apply(limits)));
        return messages;
    }

    private static List<QmpMessage> read(List<ByteBuffer> pieces, MessageReader reader) {
        reader.enableOob();
        List<QmpMessage> messages = new ArrayList<>();
        for (ByteBuffer piece : pieces) {
            reader.feed(piece);
            for (QmpMessage message = reader.next(); message != null; message = reader.next()) {
                messages.add(message);
            }
        }
        return messages;
    }

    private static void writeAndRead(QmpMessage message, Function<ReaderLimits, MessageReader> readers) {
        if (message instanceof Malformed) {
            return;
        }
        MessageWriter writer = CODEC.newWriter(message instanceof Request ? REQUESTS : WireFormat.SERVER);
        byte[] written = bytes(writer.write(message));
        for (byte each : written) {
            if (each < 0) {
                throw new AssertionError("not ASCII: " + message);
            }
        }
        if (message instanceof Request && isNotFinite(written)) {
            return; // QEMU reads 1e400 as infinite, and does not read "inf", which it writes
        }
        List<QmpMessage> read = read(Pieces.whole(written), readers.apply(ReaderLimits.QEMU));
        Verdict.equal("messages in one written line", 1, read.size());
        Verdict.same("written and read", content(message), content(read.get(0)));
    }

    private static QmpObject content(QmpMessage message) {
        QmpObject.Builder content = QmpObject.builder();
        if (message instanceof Request request) {
            content.put("command", QmpValue.of(request.command())).put("arguments", request.arguments());
            content.put("oob", QmpValue.of(request.outOfBand())).put("id", orNull(request.id()));
        } else if (message instanceof Reply.Success success) {
            content.put("return", success.result()).put("id", orNull(success.id()));
        } else if (message instanceof Reply.Failure failure) {
            content.put("error", QmpValue.of(failure.error().toString())).put("id", orNull(failure.id()));
        } else if (message instanceof Event event) {
            content.put("event", QmpValue.of(event.name())).put("data", event.data());
            content.put("time", QmpValue.of(event.timestamp().toString()));
        } else if (message instanceof Greeting greeting) {
            content.put("QMP", greeting.body());
        }
        return content.build();
    }

    private static QmpValue orNull(@Nullable QmpValue id) {
        return id == null ? QmpValue.of("none") : new QmpArray(List.of(id));
    }

    private static byte[] bytes(ByteBuffer written) {
        byte[] bytes = new byte[written.remaining()];
        written.duplicate().get(bytes);
        return bytes;
    }
}
