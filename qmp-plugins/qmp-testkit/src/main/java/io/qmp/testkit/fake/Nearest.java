package io.qmp.testkit.fake;

import io.qmp.api.message.Request;
import io.qmp.api.schema.SimilarNames;
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
        List<String> similar = SimilarNames.of(
                request.command(), candidates.stream().map(Candidate::command).toList());
        return candidates.stream()
                .filter(candidate -> similar.contains(candidate.command()))
                .min(Comparator.comparingInt(
                        candidate -> candidate.differences().size()))
                .map(candidate -> candidate.nearest());
    }

    private record Candidate(String verb, Declared answer, Request request) {
        String command() {
            return answer.call().command();
        }

        List<String> differences() {
            return command().equals(request.command())
                    ? answer.call().differences(request)
                    : List.of("command: expected " + command() + ", was " + request.command());
        }

        Nearest nearest() {
            return new Nearest(answer.text(verb), differences(), differences().isEmpty());
        }
    }
}
