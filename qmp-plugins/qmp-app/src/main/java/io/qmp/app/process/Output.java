package io.qmp.app.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * Standard output. What is printed is written at once, and a failure to write is never swallowed, as a
 * {@code PrintStream} would: the methods that print throw an {@link OutputException}, those of a stream an
 * {@link IOException}.
 */
public final class Output extends OutputStream {
    private final OutputStream stream;

    public Output(OutputStream stream) {
        this.stream = stream;
    }

    /** Prints a text. */
    public void print(CharSequence text) {
        try {
            write(text.toString().getBytes(Charset.defaultCharset()));
            flush();
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }

    /** Prints a value and ends the line. */
    public void println(Object value) {
        print(value + "\n");
    }

    @Override
    public void write(int octet) throws IOException {
        stream.write(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        stream.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }
}
