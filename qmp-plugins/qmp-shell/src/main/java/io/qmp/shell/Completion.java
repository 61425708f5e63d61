package io.qmp.shell;

import io.qmp.api.Experimental;
import io.qmp.api.type.Feature;
import java.util.List;

/**
 * A completion of a word.
 *
 * @param text the whole word
 * @param help what it is, in a few words; may be empty
 * @param group what kind of completions it belongs to
 * @param deprecated whether the peer marks it as deprecated
 * @param unstable whether the peer marks it as unstable
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Completion(String text, String help, Group group, boolean deprecated, boolean unstable) {
    /** Kinds of completions. */
    public enum Group {
        /** A command or action. */
        COMMAND,
        /** An argument that must be given. */
        REQUIRED,
        /** An argument that may be given. */
        OPTIONAL,
        /** A value. */
        VALUE
    }

    /** {@return a completion with the marks that are among the features} */
    static Completion marked(String text, String help, Group group, List<String> features) {
        return new Completion(
                text, help, group, features.contains(Feature.DEPRECATED), features.contains(Feature.UNSTABLE));
    }

    /** {@return whether the word is complete, so that a space may follow} */
    public boolean isWhole() {
        char last = text.charAt(text.length() - 1);
        return group == Group.COMMAND || group == Group.VALUE && last != '.' && last != '/';
    }
}
