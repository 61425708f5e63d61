package io.qmp.app.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;

/** A terminal that shows a page in place of what was there, and gives that back when it is closed. */
public final class FullScreen implements AutoCloseable {
    private static final String BEGIN = "\u001b[?1049h\u001b[?25l";
    private static final String END = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    /** The terminal is raw, so that this is a key and no signal. */
    private static final int CTRL_C = 3;

    private final Terminal terminal;
    private final Attributes before;

    private FullScreen(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.enterRawMode();
        terminal.writer().print(BEGIN);
    }

    /** Opens the terminal of this process. Signals stay as they are. */
    public static FullScreen open() throws IOException {
        return new FullScreen(TerminalBuilder.builder()
                .name("qmp")
                .system(true)
                .dumb(true)
                .nativeSignals(false)
                .build());
    }

    /** {@return a terminal whose keys and screen are streams} */
    public static FullScreen over(InputStream keys, OutputStream screen) throws IOException {
        return new FullScreen(StreamTerminal.over(keys, screen));
    }

    /** Shows lines, as many and as much of each as there is room for, and one at the bottom. */
    public void draw(List<String> lines, String bottom) {
        Size size = terminal.getSize();
        int height = Math.max(2, size.getRows() > 0 ? size.getRows() : 24);
        int width = size.getColumns() > 0 ? size.getColumns() : 80;
        StringBuilder page = new StringBuilder(HOME);
        for (String line : lines.subList(0, Math.min(lines.size(), height - 1))) {
            page.append(cut(line, width)).append(REST_OF_LINE).append("\r\n");
        }
        page.append(REST_OF_SCREEN).append(cut(bottom, width));
        terminal.writer().print(page);
        terminal.flush();
    }

    /** {@return as much of a line as there are columns for: some characters take two, colors none} */
    private String cut(String line, int width) {
        return AttributedString.fromAnsi(line).columnSubSequence(0, width).toAnsi(terminal);
    }

    /**
     * {@return the key that was typed within a time; a negative number if none was}
     *
     * @throws IOException if the terminal is gone
     * @throws InterruptedException if Ctrl-C was typed, or the thread is interrupted
     */
    public int key(Duration time) throws IOException, InterruptedException {
        try {
            int key = terminal.reader().read(Math.max(1, time.toMillis()));
            if (key == CTRL_C) {
                throw new InterruptedException("Ctrl-C");
            }
            return key;
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException("a signal").initCause(e);
        }
    }

    @Override
    public void close() throws IOException {
        terminal.writer().print(END);
        terminal.flush();
        terminal.setAttributes(before);
        terminal.close();
    }
}
