package io.qmp.api.schema;

import io.qmp.api.Experimental;

/**
 * A place where a value is not as an introspection says.
 *
 * @param path the place: {@code arguments}, {@code return} or {@code data}, followed by {@code .NAME} for a member and
 *     {@code [N]} for an element; empty for the command or event itself
 * @param message what is wrong there
 * @since 0.1
 */
@Experimental(since = "0.1")
public record SchemaViolation(String path, String message) {
    /** {@return the violation as text: {@code arguments.device: must be a string, not 5}} */
    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
