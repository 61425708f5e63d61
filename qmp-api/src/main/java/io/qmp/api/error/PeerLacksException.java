package io.qmp.api.error;

import io.qmp.api.Stable;
import io.qmp.api.schema.MissingElement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command was not sent: the peer's introspection does not have it, or one of its arguments or values.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class PeerLacksException extends QmpException {
    private static final long serialVersionUID = 1L;

    private final String command;
    private final transient List<MissingElement> lacks;

    /**
     * Makes the exception.
     *
     * @param command the name of the command
     * @param lacks the elements that the peer does not have; at least one
     */
    public PeerLacksException(String command, List<MissingElement> lacks) {
        super(
                command + " was not sent: the peer does not know the "
                        + lacks.stream().map(MissingElement::toString).collect(Collectors.joining(", the ")),
                null,
                true);
        this.command = command;
        this.lacks = List.copyOf(lacks);
    }

    /** {@return the name of the command} */
    public String command() {
        return command;
    }

    /** {@return the elements that the peer does not have} */
    public List<MissingElement> lacks() {
        return lacks;
    }
}
