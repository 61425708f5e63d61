package io.qmp.app;

import io.qmp.app.process.TypedInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Types lines at a shell, each when the shell has shown its prompt again. Is the screen of that shell. */
final class Typist extends OutputStream {
    private static final byte[] PROMPT = "(QMP) ".getBytes(StandardCharsets.US_ASCII);
    private static final int END = -1;

    private final Deque<String> lines;
    private final BlockingQueue<Integer> typed = new LinkedBlockingQueue<>();
    private final OutputStream copy;
    private int matched;

    /**
     * Makes a typist.
     *
     * @param lines keys, the last of a line its end
     * @param copy also gets what is shown
     */
    Typist(List<String> lines, OutputStream copy) {
        this.lines = new ArrayDeque<>(lines);
        this.copy = copy;
    }

    /** {@return standard input of the shell} */
    TypedInput keys() {
        return new TypedInput(new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    return typed.take();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int key = read();
                bytes[offset] = (byte) key;
                return key == END ? END : 1;
            }
        });
    }

    @Override
    public void write(int octet) throws IOException {
        copy.write(octet);
        matched = octet == PROMPT[matched] ? matched + 1 : octet == PROMPT[0] ? 1 : 0;
        if (matched == PROMPT.length) {
            matched = 0;
            String line = lines.poll();
            if (line == null) {
                typed.add(END);
            } else {
                line.chars().forEach(typed::add);
            }
        }
    }

    @Override
    public void flush() throws IOException {
        copy.flush();
    }
}
