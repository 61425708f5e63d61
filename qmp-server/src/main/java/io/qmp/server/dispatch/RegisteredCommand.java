package io.qmp.server.dispatch;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command, with what executes it.
 *
 * @param <R> what its handler returns
 */
public interface RegisteredCommand<R> extends Responder<R>, CommandGroup {
    /** {@return its name on the wire} */
    String name();

    /** {@return its features, such as {@code deprecated}} */
    Set<String> features();

    /** {@return whether it may be executed out of band} */
    boolean allowsOutOfBand();

    @Override
    default Set<String> names() {
        return Set.of(name());
    }

    @Override
    default @Nullable RegisteredCommand<?> find(String name) {
        return name.equals(name()) ? this : null;
    }

    @Override
    default List<RegisteredCommand<?>> commands() {
        return List.of(this);
    }
}
