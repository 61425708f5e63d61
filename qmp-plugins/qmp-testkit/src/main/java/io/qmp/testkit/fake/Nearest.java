package io.qmp.testkit.fake;

import io.qmp.api.message.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The declared answer that is most like a request that none answers.
 *
 * @param text the declaration
 * @param differences what differs, one a line
 * @param tooEarly whether nothing differs, but another expectation comes first
 */
record Nearest(String text, List<String> differences, boolean tooEarly) {
    static Optional<Nearest> of(
            Request request, List<? extends Declared> expectations, List<? extends Declared> stubs) {
        List<Candidate> candidates = new ArrayList<>();
        expectations.forEach(answer -> candidates.add(new Candidate("expect", answer, request)));
        stubs.forEach(answer -> candidates.add(new Candidate("stub", answer, request)));
        return candidates.stream()
                .filter(candidate -> candidate.distance() < EditDistance.FAR)
                .min(Comparator.comparingInt(Candidate::distance)
                        .thenComparingInt(candidate -> candidate.differences().size()))
                .map(candidate -> candidate.nearest());
    }

    private record Candidate(String verb, Declared answer, Request request) {
        int distance() {
            return EditDistance.of(answer.call().command(), request.command());
        }

        List<String> differences() {
            if (distance() > 0) {
                return List.of("command: expected " + answer.call().command() + ", was " + request.command());
            }
            return answer.call().differences(request);
        }

        Nearest nearest() {
            return new Nearest(answer.text(verb), differences(), differences().isEmpty());
        }
    }
}
