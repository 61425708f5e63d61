package io.qmp.codec.json;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.error.BindingException;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Request;
import io.qmp.api.type.IntType;
import io.qmp.api.type.IntegerType;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.codec.JsonWireCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a fuzzer calls with whatever it makes up: nothing may break, and what must agree has to. */
public final class ReaderFuzzer {
    private static final WireCodec CODEC = new JsonWireCodec();
    private static final ReaderLimits NARROW = new ReaderLimits(24, 48, 16, 4);
    private static final MessageWriter SERVER = CODEC.newWriter(WireFormat.SERVER);
    private static final MessageWriter CLIENT = CODEC.newWriter(WireFormat.CLIENT);
    private static final CommandBinding<Sample, Nothing> BINDING =
            CODEC.newBinder(CompatPolicy.ACCEPT).command(Sample.class);

    private ReaderFuzzer() {}

    /** A value of an enumeration. */
    public enum Kind {
        FIRST,
        SECOND
    }

    /** An element of a list. */
    public record Item(
            @IntType(IntegerType.UINT8) int size, @Nullable Boolean on) {}

    /** A command with an argument of each sort. */
    @CommandName("x")
    public record Sample(
            String a,
            @Nullable Long b,
            @Nullable Kind kind,
            List<Item> items,
            @Nullable QmpValue id) implements Command<Nothing> {}

    /**
     * Reads an input in all ways there are.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        WaysTest.compareAll(input);
        for (ReaderLimits limits : new ReaderLimits[] {ReaderLimits.QEMU, NARROW}) {
            read(input, limits, CODEC::newReplyReader).forEach(message -> write(CLIENT, message));
            for (QmpMessage message : read(input, limits, CODEC::newRequestReader)) {
                write(SERVER, message);
                if (message instanceof Request request) {
                    bind(request);
                }
            }
        }
    }

    private static List<QmpMessage> read(
            byte[] input, ReaderLimits limits, Function<ReaderLimits, MessageReader> readers) {
        List<QmpMessage> messages = read(input, input.length, readers.apply(limits));
        int odd = input.length == 0 ? 1 : 1 + (input[0] & 0x0F);
        if (!messages.equals(read(input, 1, readers.apply(limits)))
                || !messages.equals(read(input, odd, readers.apply(limits)))) {
            throw new AssertionError("other pieces give other messages");
        }
        return messages;
    }

    private static List<QmpMessage> read(byte[] input, int piece, MessageReader reader) {
        reader.enableOob();
        List<QmpMessage> messages = new ArrayList<>();
        for (int from = 0; from < input.length; from += piece) {
            reader.feed(ByteBuffer.wrap(input, from, Math.min(piece, input.length - from)));
            for (QmpMessage message = reader.next(); message != null; message = reader.next()) {
                messages.add(message);
            }
        }
        return messages;
    }

    private static void write(MessageWriter writer, QmpMessage message) {
        if (!(message instanceof Malformed)) {
            ByteBuffer bytes = writer.write(message);
            for (int i = bytes.position(); i < bytes.limit(); i++) {
                if (bytes.get(i) < 0) {
                    throw new AssertionError("not ASCII");
                }
            }
        }
    }

    private static void bind(Request request) {
        try {
            BINDING.writeArguments(BINDING.readArguments(request.arguments()));
        } catch (BindingException e) {
            // The answer to bad arguments.
        }
    }
}
