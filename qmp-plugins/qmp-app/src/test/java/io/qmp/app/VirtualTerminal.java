package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.app.process.TypedInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.jline.utils.ScreenTerminal;
import org.jline.utils.WCWidth;

/**
 * A terminal of 80 columns and 24 lines without a window: what is typed goes to a program, whose screen can be read.
 */
final class VirtualTerminal extends OutputStream {
    private static final int COLUMNS = 80;
    private static final int LINES = 24;

    /** Longer than a busy machine takes for anything here, so that it strikes only where something hangs. */
    private static final Duration LIMIT = Duration.ofSeconds(50);

    private final ScreenTerminal screen = new ScreenTerminal(COLUMNS, LINES);
    private final CharsetDecoder decoder = UTF_8.newDecoder();
    private final ByteBuffer pending = ByteBuffer.allocate(64);
    private final BlockingQueue<Integer> keys = new LinkedBlockingQueue<>();

    /** {@return standard input of the program} */
    TypedInput keys() {
        return new TypedInput(new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    return keys.take();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                bytes[offset] = (byte) read();
                return 1;
            }
        });
    }

    /** Types keys. */
    VirtualTerminal type(String text) {
        for (byte key : text.getBytes(UTF_8)) {
            keys.add(key & 0xff);
        }
        return this;
    }

    /** Waits until the screen shows a text. */
    VirtualTerminal await(String text) {
        return await(text, shown -> shown.contains(text));
    }

    /** Waits until the screen is as wanted. */
    VirtualTerminal await(String what, Predicate<String> wanted) {
        if (!becomes(wanted, LIMIT)) {
            throw new AssertionError("waited for '" + what + "', but the screen shows:\n" + text());
        }
        return this;
    }

    /** {@return whether the screen becomes as wanted within some time} */
    boolean becomes(Predicate<String> wanted, Duration time) {
        return Screens.becomes(this, this::text, wanted, time);
    }

    /** {@return the lines that have left the screen, and those on it, without the empty ones at the end} */
    synchronized String text() {
        List<String> lines = new ArrayList<>();
        screen.getHistory().forEach(line -> lines.add(line(line, 0, line.length)));
        long[] cells = new long[COLUMNS * LINES];
        screen.dump(cells, new int[2]);
        for (int i = 0; i < LINES; i++) {
            lines.add(line(cells, i * COLUMNS, COLUMNS));
        }
        return String.join("\n", lines).stripTrailing() + "\n";
    }

    private static String line(long[] cells, int begin, int length) {
        StringBuilder line = new StringBuilder();
        for (int i = begin; i < begin + length; i++) {
            int character = ScreenTerminal.cellCodePoint(cells[i]);
            line.appendCodePoint(character == 0 ? ' ' : character);
            if (WCWidth.wcwidth(character) == 2) {
                i++; // the second cell of a wide character is empty
            }
        }
        return line.toString().stripTrailing();
    }

    @Override
    public synchronized void write(int octet) {
        pending.put((byte) octet).flip();
        CharBuffer characters = CharBuffer.allocate(8);
        decoder.decode(pending, characters, false);
        pending.compact();
        screen.write(characters.flip());
        String answer = screen.read(); // as to a question where the cursor is
        if (answer != null && !answer.isEmpty()) {
            type(answer);
        }
    }

    @Override
    public synchronized void flush() {
        notifyAll();
    }
}
