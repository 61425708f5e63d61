package io.qmp.mux.relay;

import io.qmp.api.command.SessionInfo;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The clients that are served, in the order in which they came. On the loop. */
final class Clients {
    private final Map<Long, RelayClient> bySession = new LinkedHashMap<>();

    void add(RelayClient client) {
        bySession.put(client.session().id(), client);
    }

    @Nullable
    RelayClient remove(SessionInfo session) {
        return bySession.remove(session.id());
    }

    @Nullable
    RelayClient of(SessionInfo session) {
        return bySession.get(session.id());
    }

    Collection<RelayClient> all() {
        return bySession.values();
    }
}
