package io.qmp.app.guide;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What is printed to standard output within the test, as lines to wait for. */
final class GuideOutput extends OutputStream {
    private static final long SECONDS = 50;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Runs something, and returns the lines that it printed: those up to its end, or more if so many are wanted. */
    static List<String> of(int wanted, Action action) throws Exception {
        PrintStream before = System.out;
        GuideOutput output = new GuideOutput();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            action.run();
            return output.take(wanted);
        } finally {
            System.setOut(before);
        }
    }

    private List<String> take(int wanted) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        lines.drainTo(taken);
        while (taken.size() < wanted) {
            String next = lines.poll(SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                return taken;
            }
            taken.add(next);
        }
        return taken;
    }

    @Override
    public synchronized void write(int octet) {
        if (octet == '\n') {
            lines.add(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else {
            line.write(octet);
        }
    }

    /** What prints. */
    interface Action {
        void run() throws Exception;
    }
}
