package io.qmp.api.spi;

import io.qmp.api.Experimental;
import io.qmp.api.command.CommandContext;
import io.qmp.api.error.QmpError;
import java.util.Optional;

/**
 * Says which commands of a server may be carried out, and for whom: while something is not built yet, by a list of what is allowed, by peer.
 *
 * <p>A gate is asked for each command that the server has, also for those of other plugins, when it is about to be carried out: after all that does not depend on
 * its arguments, and before these are looked at. It is not asked for the {@code qmp_capabilities} that ends negotiation. A refused command stays in
 * {@code query-commands} and in the introspection.
 *
 * <pre>{@code
 * registry.gate((command, context) -> command.equals("quit") && !context.session().peer().isLocal()
 *         ? Optional.of(QmpError.generic("Only local clients may end the server"))
 *         : Optional.empty());
 * }</pre>
 *
 * <p>A rule about the client's user asks {@link io.qmp.api.host.PeerCredentials#requireUid}, which throws where the user is
 * not known: the command is refused, and the log says why. {@code credentials().uid()} is for logs, and for rules that
 * decide themselves what holds for an unknown user.
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
     * Decides about one command. Called on the server's loop, and must not block. What it
     * throws, an {@link Error} too, is logged, and the command refused with neutral words; so it is if the gate returns {@code null}.
     *
     * @param command the name of the command
     * @param context who asks
     * @return the error with which the command is refused; empty if it may pass
     */
    Optional<QmpError> refusal(String command, CommandContext context);
}
