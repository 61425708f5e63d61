package io.qmp.transcript;

import io.qmp.api.Experimental;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Members of results that differ from one run of a server to the next, such as times and process numbers: they do not
 * count when replies are compared.
 *
 * <p>A rule is the name of a command and the name of a member, wherever that is in the result; {@code *} stands for any
 * letters: {@code query-blockstats *_time_ns}, {@code * thread-id}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class VolatileMembers {
    /** No members. */
    public static final VolatileMembers NONE = new VolatileMembers(List.of());

    /** Times, process and thread numbers, and counters of QEMU. */
    public static final VolatileMembers QEMU = NONE.with(
            "* pid",
            "* thread-id",
            "* timestamp",
            "* seconds",
            "* microseconds",
            "* *_time_ns",
            "* *-time",
            "query-cpus* pc",
            "query-chardev filename");

    private record Rule(Pattern command, Pattern member) {}

    private final List<Rule> rules;

    private VolatileMembers(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * {@return these members and more}
     *
     * @param lines a rule each
     * @throws IllegalArgumentException if a line is not of two words
     */
    public VolatileMembers with(String... lines) {
        List<Rule> more = new ArrayList<>(rules);
        for (String line : lines) {
            String[] words = line.strip().split("\\s+");
            if (words.length != 2) {
                throw new IllegalArgumentException("a rule is a command and a member, not '" + line + "'");
            }
            more.add(new Rule(pattern(words[0]), pattern(words[1])));
        }
        return new VolatileMembers(List.copyOf(more));
    }

    private static Pattern pattern(String word) {
        return Pattern.compile(Pattern.quote(word).replace("*", "\\E.*\\Q"));
    }

    /** {@return whether a member of the result of a command does not count} */
    boolean contain(String command, String member) {
        return rules.stream()
                .anyMatch(rule -> rule.command.matcher(command).matches()
                        && rule.member.matcher(member).matches());
    }
}
