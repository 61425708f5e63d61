package io.qmp.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Screens without what differs from run to run. */
final class Screens {
    /** What differs, and what stands for it. */
    private static final List<Mask> MASKS = List.of(
            new Mask("\"seconds\": \\d+", "\"seconds\": S"),
            new Mask("\"microseconds\": \\d+", "\"microseconds\": US"),
            new Mask("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME"),
            new Mask("\\(process \\d+\\)", "(process PID)"),
            new Mask("[0-9.]+ ms\\b", "T ms"),
            new Mask("\"micro\": \\d+", "\"micro\": N"),
            new Mask("\\b(7\\.2|10\\.0|11\\.1)\\.\\d+", "$1.N"),
            new Mask("qmp-jvm [^,)]+", "qmp-jvm"),
            new Mask("tcp:127\\.0\\.0\\.1:\\d+", "tcp:127.0.0.1:PORT"),
            new Mask(" \\(Debian [^)]*\\)", ""),
            new Mask("(\\r?\\[[#.]{40}\\] +\\d+ %)+\\n?", ""),
            new Mask(" +\\d+ %", " N %"),
            new Mask("\\bqmp-\\d+\\b", "qmp-PID"));

    private Screens() {}

    /**
     * {@return whether a screen becomes as wanted within some time}
     *
     * @param screen is notified of all that is shown
     * @param text reads it
     */
    static boolean becomes(Object screen, Supplier<String> text, Predicate<String> wanted, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        synchronized (screen) {
            try {
                while (!wanted.test(text.get())) {
                    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                    if (left <= 0) {
                        return false;
                    }
                    screen.wait(left);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return true;
    }

    private record Mask(Pattern what, String shown) {
        Mask(String what, String shown) {
            this(Pattern.compile(what), shown);
        }

        String in(String text) {
            return what.matcher(text).replaceAll(shown);
        }
    }

    /** {@return a screen with texts that are always the same in place of the ones that differ} */
    static String stable(String screen) {
        String text = screen;
        for (Mask mask : MASKS) {
            text = mask.in(text);
        }
        return text;
    }
}
