package io.qmp.mux.policy;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.host.PeerCertificate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gives the clients that fit a role.
 *
 * @param listener matches the name of the listener, if given
 * @param uid the number of the client's user, if given
 * @param certificate matches the common name or a DNS name in the client's certificate, if given
 * @param role the name of the role
 */
record ClientRule(Optional<Glob> listener, OptionalLong uid, Optional<String> certificate, String role) {
    boolean fits(SessionInfo client) {
        return listener.stream().allMatch(glob -> glob.matches(client.monitor()))
                && (uid.isEmpty() || uid.equals(client.credentials().uid()))
                && certificate.stream()
                        .allMatch(name -> client.certificate().stream().anyMatch(shown -> has(shown, name)));
    }

    private static boolean has(PeerCertificate shown, String name) {
        return shown.commonName().filter(name::equals).isPresent() || shown.has(PeerCertificate.Kind.DNS, name);
    }
}
