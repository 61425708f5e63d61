package io.qmp.mux.policy;

import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import java.util.Map;
import java.util.Optional;

/**
 * Says which role a client has.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@FunctionalInterface
public interface RoleSource {
    /**
     * {@return the role of a client; empty if it is not served} Called on the multiplexer's loop when the client has
     * connected; must not block. If it throws, which is logged, the client is not served.
     *
     * @param client who the client is, and by which listener it came
     */
    Optional<Role> role(SessionInfo client);

    /** {@return a source that gives all clients one role} */
    static RoleSource always(Role role) {
        Optional<Role> given = Optional.of(role);
        return client -> given;
    }

    /**
     * {@return a source that goes by the user of the client's process} Clients whose user is not known, as those over
     * TCP, and those of other users are not served.
     */
    static RoleSource byUid(Map<Long, Role> roles) {
        Map<Long, Role> copy = Map.copyOf(roles);
        return client -> client.credentials().uid().isPresent()
                ? Optional.ofNullable(copy.get(client.credentials().uid().getAsLong()))
                : Optional.empty();
    }
}
