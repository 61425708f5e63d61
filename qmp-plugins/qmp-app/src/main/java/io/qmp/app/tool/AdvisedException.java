package io.qmp.app.tool;

import io.qmp.api.error.CommandFailedException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The peer answered with an error for which there is advice. */
public final class AdvisedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Pattern STRING_EXPECTED =
            Pattern.compile("Invalid parameter type for '([^']+)', expected: string");

    private final transient CommandFailedException answer;
    private final String advice;

    private AdvisedException(CommandFailedException answer, String advice) {
        super(answer.getMessage(), answer);
        this.answer = answer;
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

    /** {@return the failure without advice} */
    public CommandFailedException answer() {
        return answer;
    }

    /** {@return what to do} */
    public String advice() {
        return advice;
    }
}
