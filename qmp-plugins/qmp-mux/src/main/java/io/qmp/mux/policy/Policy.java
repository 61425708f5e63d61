package io.qmp.mux.policy;

import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Roles, and which clients have them, as a file says:
 *
 * <pre>{@code
 * {
 *   "roles": {
 *     "backup": {
 *       "extends": "observer",
 *       "allow": ["blockdev-backup", "job-*", {"command": "blockdev-add", "arguments": {"driver": "nbd"}}],
 *       "deny": [{"command": "qom-get", "arguments": {"path": ["/objects/*"]}}],
 *       "events": ["JOB_*", "BLOCK_*"]
 *     }
 *   },
 *   "clients": [
 *     {"listener": "rw", "uid": 0, "role": "owner"},
 *     {"certificate": "backup.example.org", "role": "backup"},
 *     {"role": "observer"}
 *   ]
 * }
 * }</pre>
 *
 * <p>{@code extends} names a role of this file or one of {@code observer}, {@code operator} and {@code owner}. The
 * first entry of {@code clients} that fits decides: all its conditions must hold. {@code certificate} is the common
 * name or a DNS name. A client that no entry fits is not served.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Policy implements RoleSource {
    private final Map<String, Role> roles;
    private final List<ClientRule> clients;

    Policy(Map<String, Role> roles, List<ClientRule> clients) {
        this.roles = Map.copyOf(roles);
        this.clients = List.copyOf(clients);
    }

    /**
     * {@return the policy in a file}
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is not of the form above; the message has the file and the place
     */
    public static Policy read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * {@return the policy in a text}
     *
     * @throws IllegalArgumentException if it is not of the form above; the message has the place
     */
    public static Policy parse(String json) {
        if (WireCodec.installed().parse(json) instanceof QmpObject policy) {
            return PolicyReader.policy(policy);
        }
        throw new IllegalArgumentException("a policy is an object");
    }

    /** {@return the role of a name: of this policy, or one that is known without} */
    public Optional<Role> role(String name) {
        return Optional.ofNullable(roles.get(name)).or(() -> Role.known(name));
    }

    @Override
    public Optional<Role> role(SessionInfo client) {
        return clients.stream().filter(rule -> rule.fits(client)).findFirst().flatMap(rule -> role(rule.role()));
    }
}
