package io.qmp.transcript;

import io.qmp.api.message.Request;
import io.qmp.api.secret.Redaction;
import io.qmp.api.value.QmpObject;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers of a transcript. Used by one thread. */
final class Replay {
    private final List<Exchange> exchanges;
    private final ReplayMode mode;
    /** How often each answer was asked for, by the first exchange of its kind. */
    private final Map<Exchange, Integer> uses = new IdentityHashMap<>();

    private int next;

    Replay(Transcript transcript, ReplayMode mode) {
        this.exchanges = ExchangeReader.read(transcript);
        this.mode = mode;
    }

    /** {@return the answer to a request, if the transcript has one} */
    Optional<Exchange> next(Request request) {
        return mode == ReplayMode.STRICT ? nextInOrder(request) : nextOfItsKind(request);
    }

    private Optional<Exchange> nextInOrder(Request request) {
        if (next == exchanges.size()) {
            return Optional.empty();
        }
        Exchange exchange = exchanges.get(next);
        if (exchange.request() != null && !matches(exchange, request)) {
            return Optional.empty();
        }
        next++;
        return Optional.of(exchange);
    }

    private Optional<Exchange> nextOfItsKind(Request request) {
        List<Exchange> same = exchanges.stream()
                .filter(exchange -> matches(exchange, request))
                .toList();
        if (same.isEmpty()) {
            return Optional.empty();
        }
        int use = uses.merge(same.get(0), 1, Integer::sum);
        return Optional.of(same.get(Math.min(use, same.size()) - 1));
    }

    /** A transcript has no secrets, so those of the request do not count. */
    private static boolean matches(Exchange exchange, Request request) {
        return exchange.matches(request.command(), request.arguments())
                || exchange.matches(
                        request.command(), Redaction.SECRETS.request(request).arguments());
    }

    /** {@return what the transcript has next, for a message about another command} */
    String expected() {
        if (mode != ReplayMode.STRICT) {
            return "a command of the transcript";
        }
        if (next == exchanges.size()) {
            return "nothing more";
        }
        QmpObject request = exchanges.get(next).request();
        return request == null ? "any command" : Exchange.command(request);
    }
}
