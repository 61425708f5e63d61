package io.qmp.app.tool;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something with a peer has failed, and there is advice what to do next. */
public final class AdvisedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Pattern STRING_EXPECTED =
            Pattern.compile("Invalid parameter type for '([^']+)', expected: string");
    private static final String HARMLESS = "[A-Za-z0-9_./:,=@%+-]+";

    private final transient QmpException failure;
    private final String advice;

    /** A failure with advice. */
    AdvisedException(QmpException failure, String advice) {
        super(failure.getMessage(), failure);
        this.failure = failure;
        this.advice = advice;
    }

    /**
     * {@return the failure of a command, with advice if it was given something else than a string}
     *
     * @param answer the failure
     * @param words the arguments of the command, {@code KEY=VALUE}
     */
    static RuntimeException of(CommandFailedException answer, List<String> words) {
        Matcher matcher = STRING_EXPECTED.matcher(answer.error().desc());
        if (!matcher.matches()) {
            return answer;
        }
        String key = matcher.group(1);
        for (String word : words) {
            if (word.startsWith(key + "=")) {
                String value = word.substring(key.length() + 1);
                return new AdvisedException(
                        answer,
                        value + " was sent as JSON that is no string. For a string: " + key + "='\"" + value
                                + "\"', or " + Exec.TYPED.name() + ", which asks the server for the types of values.");
            }
        }
        return answer;
    }

    /**
     * {@return a failure with advice by its kind} An error that the peer has answered with, and a message that has
     * advice in a second line, have none.
     *
     * @param failure what has failed
     * @param peer the address of the peer, as the user wrote it
     */
    static RuntimeException of(QmpException failure, String peer) {
        if (String.valueOf(failure.getMessage()).contains("\n")) {
            return failure;
        }
        return advice(ExitStatus.of(failure), word(peer))
                .<RuntimeException>map(advice -> new AdvisedException(failure, advice))
                .orElse(failure);
    }

    private static Optional<String> advice(ExitStatus status, String peer) {
        return Optional.ofNullable(
                switch (status) {
                    case NOT_CONNECTED -> "qmp doctor " + peer + " says why.";
                    case TIMED_OUT -> "qmp ping " + peer + " says whether it is busy or stopped.";
                    case CONNECTION_LOST -> "qmp doctor " + peer + " says whether it can be reached again.";
                    default -> null;
                });
    }

    /** {@return a word as it is typed in a shell} */
    static String word(String text) {
        return text.matches(HARMLESS) ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** {@return the failure without advice} */
    public QmpException failure() {
        return failure;
    }

    /** {@return what to do} */
    public String advice() {
        return advice;
    }
}
