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
    /** Names with more differing letters than this are not taken for one another. */
    private static final int FAR = 3;

    static Optional<Nearest> of(Request request, List<Answer<?>> expectations, List<Answer<?>> stubs) {
        List<Candidate> candidates = new ArrayList<>();
        expectations.forEach(answer -> candidates.add(new Candidate("expect", answer, request)));
        stubs.forEach(answer -> candidates.add(new Candidate("stub", answer, request)));
        return candidates.stream()
                .filter(candidate -> candidate.distance() < FAR)
                .min(Comparator.comparingInt(Candidate::distance)
                        .thenComparingInt(candidate -> candidate.differences().size()))
                .map(candidate -> candidate.nearest());
    }

    private record Candidate(String verb, Answer<?> answer, Request request) {
        int distance() {
            return edits(answer.call().command(), request.command());
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

        /** How many letters must be inserted, removed or replaced to make one word of the other. */
        private static int edits(String one, String other) {
            int[] row = new int[other.length() + 1];
            for (int j = 0; j < row.length; j++) {
                row[j] = j;
            }
            for (int i = 1; i <= one.length(); i++) {
                int diagonal = row[0];
                row[0] = i;
                for (int j = 1; j < row.length; j++) {
                    int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                    diagonal = row[j];
                    row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
                }
            }
            return row[other.length()];
        }
    }
}
