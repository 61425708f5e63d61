package io.qmp.transcript;

import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the exchanges of a transcript, in the order of their replies. Those of negotiation are left out, and what is no
 * message. Where requests are not known, but a greeting is, the first reply of a connection is that of its negotiation.
 * An event that several connections have received counts once.
 */
final class ExchangeReader {
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<TranscriptEntry> pending = new ArrayList<>();
    /** The connections of which a request is known, or the reply to the negotiation. */
    private final Set<Long> negotiated = new HashSet<>();
    /** Events with the connection that has received them first. */
    private final Map<QmpObject, Long> heard = new HashMap<>();

    private List<QmpObject> events = new ArrayList<>();

    private final boolean greeted;

    private ExchangeReader(boolean greeted) {
        this.greeted = greeted;
    }

    static List<Exchange> read(Transcript transcript) {
        ExchangeReader reader = new ExchangeReader(transcript.greeting().isPresent());
        for (TranscriptEntry entry : transcript.entries()) {
            QmpObject message = entry.message();
            if (message != null) {
                reader.add(entry, message);
            }
        }
        return reader.exchanges;
    }

    private void add(TranscriptEntry entry, QmpObject message) {
        if (entry.direction() == Direction.TO_SERVER) {
            negotiated.add(entry.connection());
            pending.add(entry);
        } else if (message.get(WireNames.EVENT) != null) {
            if (heard.computeIfAbsent(message, event -> entry.connection()) == entry.connection()) {
                events().add(message);
            }
        } else if (message.get(WireNames.QMP) == null) {
            reply(entry, message);
        }
    }

    /** {@return where an event belongs: to the command that runs, or else to the one before} */
    private List<QmpObject> events() {
        return pending.isEmpty() && !exchanges.isEmpty()
                ? exchanges.get(exchanges.size() - 1).after()
                : events;
    }

    private void reply(TranscriptEntry entry, QmpObject message) {
        QmpObject request = take(entry, message);
        boolean negotiation = request == null
                ? greeted && negotiated.add(entry.connection()) && isEmptySuccess(message)
                : Exchange.command(request).equals(WireNames.QMP_CAPABILITIES);
        if (!negotiation) {
            exchanges.add(new Exchange(request, events, message, new ArrayList<>()));
            events = new ArrayList<>();
        }
    }

    private static boolean isEmptySuccess(QmpObject reply) {
        return QmpObject.EMPTY.equals(reply.get(WireNames.RETURN));
    }

    private @Nullable QmpObject take(TranscriptEntry reply, QmpObject message) {
        for (Iterator<TranscriptEntry> all = pending.iterator(); all.hasNext(); ) {
            TranscriptEntry entry = all.next();
            QmpObject request = Objects.requireNonNull(entry.message());
            if (entry.connection() == reply.connection()
                    && Objects.equals(request.get(WireNames.ID), message.get(WireNames.ID))) {
                all.remove();
                return request;
            }
        }
        return null;
    }
}
