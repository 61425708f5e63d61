package io.qmp.testkit.fake;

import io.qmp.api.message.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The declarations of a test, and the commands that deviate from them. Expectations are used in their order, once each;
 * stubs any number of times, the latest that matches first. Safe for use by several threads.
 *
 * @param <A> the answers
 */
final class Script<A extends Declared> {
    private final Deque<A> expectations = new ArrayDeque<>();
    private final Deque<A> stubs = new ArrayDeque<>();
    private final List<String> unexpected = new ArrayList<>();

    synchronized void expect(A answer) {
        expectations.add(answer);
    }

    synchronized void stub(A answer) {
        stubs.addFirst(answer);
    }

    /** {@return the answer to a request: the next expectation or a stub} */
    synchronized Optional<A> take(Request request) {
        A next = expectations.peek();
        if (next != null && next.call().matches(request)) {
            return Optional.of(expectations.remove());
        }
        for (A stub : stubs) {
            if (stub.call().matches(request)) {
                return Optional.of(stub);
            }
        }
        return Optional.empty();
    }

    /** Notes that a transcript does not answer a command. */
    synchronized void unexpected(String text) {
        unexpected.add(text);
    }

    /** Notes that nothing answers a request. */
    synchronized void unexpected(Request request) {
        StringBuilder text = new StringBuilder("unexpected: ").append(Call.text(request));
        A next = expectations.peek();
        Nearest.of(request, List.copyOf(expectations), List.copyOf(stubs)).ifPresent(nearest -> {
            text.append("\n    nearest: ").append(nearest.text());
            if (nearest.tooEarly() && next != null) {
                text.append("\n    too early: ").append(next.text("expect")).append(" comes first");
            }
            nearest.differences().forEach(line -> text.append("\n    ").append(line));
        });
        unexpected.add(text.toString());
    }

    /** Forgets all that was declared and received. */
    synchronized void clear() {
        expectations.clear();
        stubs.clear();
        unexpected.clear();
    }

    /** {@return what was not as declared: unexpected requests, then expectations that were not met} */
    synchronized List<String> problems() {
        return Stream.concat(
                        unexpected.stream(),
                        expectations.stream().map(answer -> "not received: " + answer.text("expect")))
                .toList();
    }
}
