package io.qmp.api.schema;

import io.qmp.api.Experimental;
import org.jspecify.annotations.Nullable;

/**
 * A function of entities with one method for each kind. Kinds whose method is not overridden go to {@link #other}.
 *
 * @param <R> the result
 * @since 0.1
 */
@FunctionalInterface
@Experimental(since = "0.1")
public interface SchemaVisitor<R extends @Nullable Object> {
    /** {@return the result for an entity of a kind without a method of its own} */
    R other(SchemaInfo entity);

    /** {@return the result for a builtin type} */
    default R builtin(SchemaInfo.Builtin type) {
        return other(type);
    }

    /** {@return the result for an enumeration} */
    default R enumeration(SchemaInfo.Enumeration type) {
        return other(type);
    }

    /** {@return the result for an array} */
    default R array(SchemaInfo.Array type) {
        return other(type);
    }

    /** {@return the result for an object type} */
    default R object(SchemaInfo.ObjectType type) {
        return other(type);
    }

    /** {@return the result for an alternate} */
    default R alternate(SchemaInfo.AlternateType type) {
        return other(type);
    }

    /** {@return the result for a command} */
    default R command(SchemaInfo.Command command) {
        return other(command);
    }

    /** {@return the result for an event} */
    default R event(SchemaInfo.Event event) {
        return other(event);
    }
}
