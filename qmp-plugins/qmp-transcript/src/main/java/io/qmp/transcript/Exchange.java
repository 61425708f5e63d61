package io.qmp.transcript;

import io.qmp.api.value.QmpObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command of a transcript with its reply, and the events that came with it.
 *
 * @param request the request; {@code null} if it is not known
 * @param before the events between request and reply
 * @param reply the reply
 * @param after the events between the reply and the next request
 */
record Exchange(@Nullable QmpObject request, List<QmpObject> before, QmpObject reply, List<QmpObject> after) {
    /** {@return the exchanges of a transcript, in the order of their replies; those of negotiation are left out} */
    static List<Exchange> of(Transcript transcript) {
        List<Exchange> exchanges = new ArrayList<>();
        List<TranscriptEntry> pending = new ArrayList<>();
        List<QmpObject> events = new ArrayList<>();
        for (TranscriptEntry entry : transcript.entries()) {
            QmpObject message = entry.message();
            if (message == null || message.get("QMP") != null) {
                continue;
            }
            if (entry.direction() == Direction.TO_SERVER) {
                pending.add(entry);
            } else if (message.get("event") != null) {
                eventsOf(exchanges, pending, events).add(message);
            } else {
                Optional<TranscriptEntry> request = take(pending, entry);
                exchanges.add(new Exchange(
                        request.map(TranscriptEntry::message).orElse(null),
                        List.copyOf(events),
                        message,
                        new ArrayList<>()));
                events.clear();
            }
        }
        exchanges.removeIf(exchange -> exchange.isOf("qmp_capabilities"));
        return exchanges;
    }

    /** An event belongs to the command that runs, or else to the one before. */
    private static List<QmpObject> eventsOf(
            List<Exchange> exchanges, List<TranscriptEntry> pending, List<QmpObject> events) {
        return pending.isEmpty() && !exchanges.isEmpty() ? exchanges.get(exchanges.size() - 1).after : events;
    }

    private static Optional<TranscriptEntry> take(List<TranscriptEntry> pending, TranscriptEntry reply) {
        QmpObject message = Objects.requireNonNull(reply.message());
        Optional<TranscriptEntry> request = pending.stream()
                .filter(entry -> entry.connection() == reply.connection())
                .filter(entry ->
                        Objects.equals(Objects.requireNonNull(entry.message()).get("id"), message.get("id")))
                .findFirst();
        request.ifPresent(pending::remove);
        return request;
    }

    boolean isOf(String command) {
        return request != null && command(request).equals(command);
    }

    /** {@return whether a request has the same command and arguments} */
    boolean matches(String command, QmpObject arguments) {
        return isOf(command)
                && Objects.requireNonNull(request)
                        .object("arguments")
                        .orElse(QmpObject.EMPTY)
                        .equals(arguments);
    }

    static String command(QmpObject request) {
        return request.string("execute").or(() -> request.string("exec-oob")).orElse("");
    }
}
