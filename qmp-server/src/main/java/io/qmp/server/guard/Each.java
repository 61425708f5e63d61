package io.qmp.server.guard;

import io.qmp.api.Loggers;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;

/** Closes things one after the other. */
public final class Each {
    private static final System.Logger LOG = Loggers.named("io.qmp.server");

    private Each() {}

    /** Calls {@code close} for each element. What it throws is logged and keeps none of the others open. */
    public static <T> void of(List<T> all, Consumer<T> close) {
        for (T one : all) {
            try {
                close.accept(one);
            } catch (Throwable e) {
                LOG.log(Level.ERROR, "something could not be closed while the server was shutting down", e);
            }
        }
    }
}
