package io.qmp.api.error;

import io.qmp.api.Experimental;
import io.qmp.api.schema.SchemaLack;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command was not sent: the peer's introspection does not tell of it, or of something among its arguments.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class PeerLacksException extends QmpException {
    private static final long serialVersionUID = 1L;

    private final String command;
    private final transient List<SchemaLack> lacks;

    /**
     * Makes the exception.
     *
     * @param command the name of the command
     * @param lacks what the peer does not know; at least one thing
     */
    public PeerLacksException(String command, List<SchemaLack> lacks) {
        super(
                command + " was not sent: the peer does not know the "
                        + lacks.stream().map(SchemaLack::toString).collect(Collectors.joining(", the ")),
                null,
                true);
        this.command = command;
        this.lacks = List.copyOf(lacks);
    }

    /** {@return the name of the command} */
    public String command() {
        return command;
    }

    /** {@return what the peer does not know} */
    public List<SchemaLack> lacks() {
        return lacks;
    }
}
