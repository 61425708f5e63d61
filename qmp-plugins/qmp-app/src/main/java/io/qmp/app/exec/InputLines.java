package io.qmp.app.exec;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of a stream, as bytes. Of a line that is too long only the beginning is kept, and the rest is skipped. */
final class InputLines {
    private final InputStream in;
    private final int limit;

    InputLines(InputStream in, int limit) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.limit = limit;
    }

    /**
     * {@return the next line without its end, or the first bytes of it, one more than the limit; empty at the end of
     * the stream} The last line may lack its end.
     */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = in.read();
        if (octet < 0) {
            return Optional.empty();
        }
        while (octet >= 0 && octet != '\n') {
            if (line.size() <= limit) {
                line.write(octet);
            }
            octet = in.read();
        }
        return Optional.of(line.toByteArray());
    }
}
