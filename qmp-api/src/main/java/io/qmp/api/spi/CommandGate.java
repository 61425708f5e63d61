package io.qmp.api.spi;

import io.qmp.api.Experimental;
import io.qmp.api.command.CommandContext;
import io.qmp.api.error.QmpError;
import java.util.Optional;

/**
 * Decides which commands of a server may be executed, for example by a list of allowed names, by peer, or by the
 * state of the program.
 *
 * <p>A gate is called for each command that the server has, also for commands of other plugins, immediately before
 * execution: after all checks that do not depend on the arguments, and before the arguments are read. It is not
 * called for the {@code qmp_capabilities} that ends negotiation. A refused command stays in {@code query-commands}
 * and in the introspection.
 *
 * <pre>{@code
 * registry.gate((command, context) -> command.equals("quit") && !context.session().peer().isLocal()
 *         ? Optional.of(QmpError.generic("Only local clients may end the server"))
 *         : Optional.empty());
 * }</pre>
 *
 * <p>A rule about the client's user asks {@link io.qmp.api.host.PeerCredentials#requireUid}, which throws where the
 * user is not known: the command is refused, and the log says why. {@code credentials().uid()} is for logs, and for
 * rules that decide themselves what holds for an unknown user.
 *
 * <pre>{@code
 * registry.gate((command, context) -> context.session().credentials().requireUid() == 0
 *         ? Optional.empty()
 *         : Optional.of(QmpError.generic("Only root may do that")));
 * }</pre>
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@FunctionalInterface
public interface CommandGate {
    /**
     * Decides about one command. Called on the server's loop, and must not block. If it throws, an {@link Error}
     * too, or returns {@code null}, that is logged and the command is refused with a neutral text.
     *
     * @param command the name of the command
     * @param context the session that sent the command
     * @return the error with which the command is refused; empty if it may pass
     */
    Optional<QmpError> refusal(String command, CommandContext context);
}
