package io.qmp.app.shell;

import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.client.spi.TrafficTap;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes all messages into a file, without secrets: requests behind {@code ->}, others behind {@code <-}. */
public final class TrafficLog implements TrafficTap {
    private static final WireFormat LINE = WireFormat.CLIENT;

    private final PrintStream out;
    private final MessageWriter writer;

    private TrafficLog(PrintStream out, MessageWriter writer) {
        this.out = out;
        this.writer = writer;
    }

    /** {@return a log at the end of a file, which only its user can read if it is made here} */
    public static TrafficLog appendTo(Path file, WireCodec codec) throws IOException {
        UserFile.create(file);
        return new TrafficLog(
                new PrintStream(Files.newOutputStream(file, StandardOpenOption.APPEND), true, StandardCharsets.UTF_8),
                codec.newWriter(LINE));
    }

    @Override
    public void sent(QmpMessage message) {
        write("-> ", message);
    }

    @Override
    public void received(QmpMessage message) {
        write("<- ", message);
    }

    private void write(String direction, QmpMessage message) {
        String text = message instanceof Malformed wrong
                ? "not understood: " + wrong.error().desc()
                : StandardCharsets.UTF_8
                        .decode(writer.write(message))
                        .toString()
                        .strip();
        out.println(direction + text);
    }
}
