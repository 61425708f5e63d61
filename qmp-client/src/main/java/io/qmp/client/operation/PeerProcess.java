package io.qmp.client.operation;

import io.qmp.api.message.Greeting;
import io.qmp.client.QmpClient;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The known facts about the process that a client speaks with. Differences tell that it is another; that there is none
 * does not tell that it is the same, since sockets are handed on, and process ids are not known over a network.
 *
 * @param greeting what it greeted with
 * @param pid its number
 */
record PeerProcess(Optional<Greeting> greeting, OptionalLong pid) {
    /** The process of the present connection, or of the last. */
    static PeerProcess of(QmpClient client) {
        return new PeerProcess(client.greeting(), client.peerCredentials().pid());
    }

    boolean isAnotherThan(PeerProcess other) {
        return !greeting.equals(other.greeting)
                || pid.isPresent() && other.pid.isPresent() && pid.getAsLong() != other.pid.getAsLong();
    }
}
