package io.qmp.transcript;

import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers of a transcript. Used by one thread. */
final class Replay {
    private final List<Exchange> exchanges;
    private final ReplayMode mode;
    private final Map<String, Map<QmpObject, Integer>> uses = new HashMap<>();
    private int next;

    Replay(Transcript transcript, ReplayMode mode) {
        this.exchanges = Exchange.of(transcript);
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
        if (exchange.request() != null && !exchange.matches(request.command(), request.arguments())) {
            return Optional.empty();
        }
        next++;
        return Optional.of(exchange);
    }

    private Optional<Exchange> nextOfItsKind(Request request) {
        List<Exchange> same = exchanges.stream()
                .filter(exchange -> exchange.matches(request.command(), request.arguments()))
                .toList();
        if (same.isEmpty()) {
            return Optional.empty();
        }
        int use = uses.computeIfAbsent(request.command(), command -> new HashMap<>())
                .merge(request.arguments(), 1, Integer::sum);
        return Optional.of(same.get(Math.min(use, same.size()) - 1));
    }

    /** {@return what the transcript has next, for a message about another command} */
    String expected() {
        if (mode == ReplayMode.LOOSE) {
            return "a command of the transcript";
        }
        if (next == exchanges.size()) {
            return "nothing more";
        }
        QmpObject request = exchanges.get(next).request();
        return request == null ? "any command" : Exchange.command(request);
    }
}
