package io.qmp.app.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A terminal whose keys and screen are streams, for those who use the shell without a terminal of the system. */
final class StreamTerminal {
    private StreamTerminal() {}

    static Terminal over(InputStream keys, OutputStream screen) throws IOException {
        return TerminalBuilder.builder()
                .name("qmp")
                .system(false)
                .type("xterm")
                .streams(keys, screen)
                .size(Size.of(80, 24))
                .build();
    }
}
