package io.qmp.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A terminal of 80 columns and 24 lines, at whose prompt command lines of {@code qmp} are typed. */
abstract class Stage implements AutoCloseable {
    static final int COLUMNS = 80;
    static final int LINES = 24;

    /** Longer than a busy machine takes for anything here, so that it strikes only where something hangs. */
    static final Duration LIMIT = Duration.ofSeconds(50);

    /** Longer than the shell remembers that a peer has not answered in time. */
    static final Duration ANOTHER_TRY = Duration.ofSeconds(3);

    /** Types keys. */
    abstract void type(String keys);

    /** At how many prompts of the shell keys were typed. */
    private int prompts;

    /** {@return whether the screen becomes as wanted within some time} */
    abstract boolean becomes(Predicate<String> wanted, Duration time);

    /** Does what Ctrl-C does to a command that reads no keys. */
    abstract void interrupt();

    /** Waits until the screen is as wanted. */
    void await(String what, Predicate<String> wanted) {
        if (!becomes(wanted, LIMIT)) {
            throw new AssertionError("waited for '" + what + "', but the screen shows:\n" + text());
        }
    }

    /**
     * {@return the lines that have left the screen, and those on it, without the empty ones at the end} Lines are
     * as they were written; where a program draws on the screen, as the screen has them.
     */
    abstract String text();

    /** {@return whether a command line draws on the screen} */
    static boolean draws(String line) {
        return line.startsWith("qmp shell") || line.startsWith("qmp top") && !line.contains("--once");
    }

    /** Types a command line. */
    abstract void start(String line);

    /** Types a command line, and waits until it has ended. */
    void run(String line) {
        start(line);
        awaitEnd();
    }

    /** {@return whether the command ends within some time} */
    abstract boolean endsWithin(Duration time);

    /** Waits until the command has ended. */
    void awaitEnd() {
        if (!endsWithin(LIMIT)) {
            throw new AssertionError("the command did not end; the screen shows:\n" + text());
        }
    }

    /** Waits until the screen shows a text. */
    void await(String text) {
        await(text, shown -> shown.contains(text));
    }

    /** Waits for another prompt of the shell at the end of the screen, and types. */
    void prompt(String keys) {
        await(
                "a prompt",
                text -> text.stripTrailing().endsWith("(QMP)")
                        && text.lines().filter(line -> line.startsWith("(QMP)")).count() > prompts);
        prompts++;
        type(keys);
    }

    /** Types a tab, and again where the peer was too slow to be asked, until the screen shows a text. */
    void complete(String text) {
        complete(() -> type("\t"), () -> becomes(screen -> screen.contains(text), ANOTHER_TRY));
        await(text);
    }

    /** Types a tab until the screen shows what is wanted, or the limit is reached. */
    static void complete(Runnable tab, BooleanSupplier shows) {
        boolean shown = false;
        for (int i = 0; i < LIMIT.dividedBy(ANOTHER_TRY) && !shown; i++) {
            tab.run();
            shown = shows.getAsBoolean();
        }
    }

    @Override
    public abstract void close();
}
