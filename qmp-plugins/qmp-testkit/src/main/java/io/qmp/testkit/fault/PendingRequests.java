package io.qmp.testkit.fault;

import io.qmp.api.message.Request;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The requests of one client that have no reply yet. Replies name their request by its id alone. */
final class PendingRequests {
    private final MessageReader reader = WireCodec.installed().newRequestReader(ReaderLimits.QEMU);
    private final List<Request> requests = new ArrayList<>();

    PendingRequests() {
        reader.enableOob();
    }

    /** Reads what the client has sent. */
    void received(ByteBuffer bytes) {
        reader.feed(bytes);
        for (var message = reader.next(); message != null; message = reader.next()) {
            if (message instanceof Request request) {
                requests.add(request);
            }
        }
    }

    /** Takes the command of the oldest request with an id. */
    @Nullable
    String take(@Nullable QmpValue id) {
        for (Iterator<Request> all = requests.iterator(); all.hasNext(); ) {
            Request request = all.next();
            if (Objects.equals(request.id(), id)) {
                all.remove();
                return request.command();
            }
        }
        return null;
    }
}
