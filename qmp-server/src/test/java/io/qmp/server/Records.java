package io.qmp.server;

import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A logger that keeps what it is given. */
final class Records implements System.Logger {
    /** A record. */
    record Entry(Level level, String text, @Nullable Throwable cause) {}

    final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> added = new LinkedBlockingQueue<>();

    /** The texts of all records, and forgets them. */
    List<String> texts() {
        List<String> texts = entries.stream().map(Entry::text).toList();
        entries.clear();
        return texts;
    }

    /** Waits for a record. */
    String await(Predicate<String> wanted) {
        try {
            for (String text = added.poll(4, TimeUnit.MINUTES); text != null; text = added.poll(4, TimeUnit.MINUTES)) {
                if (wanted.test(text)) {
                    return text;
                }
            }
            throw new AssertionError("no such record for 4 minutes; there are " + texts());
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted; there are " + texts(), e);
        }
    }

    @Override
    public String getName() {
        return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
        return level.compareTo(Level.INFO) >= 0;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable cause) {
        entries.add(new Entry(level, text, cause));
        added.add(text);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... params) {
        log(level, bundle, format, (Throwable) null);
    }
}
