package io.qmp.program.text;

import io.qmp.api.Experimental;
import io.qmp.program.Syntax;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Shells for which there are scripts that complete the command line of {@code qmp}: names of subcommands, their
 * options, values where a label names them as in {@code bash|zsh|fish}, names of peers where an address is meant, and
 * files, those behind {@code unix:} included.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum CompletingShell {
    /** GNU Bash. */
    BASH {
        @Override
        public String script(Map<String, Syntax> commands) {
            return new BashCompletion(commands).text();
        }
    },
    /** Zsh. */
    ZSH {
        @Override
        public String script(Map<String, Syntax> commands) {
            return new ZshCompletion(commands).text();
        }
    },
    /** Fish. */
    FISH {
        @Override
        public String script(Map<String, Syntax> commands) {
            return new FishCompletion(commands).text();
        }
    };

    /** The label of a parameter whose values are the names of subcommands. */
    public static final String SUBCOMMAND = "SUBCOMMAND";

    /** In scripts: prints the names that the user's file of peers gives, which {@code $file} is. */
    static final String PEERS =
            "sed -n 's/^[[:space:]]*\\([A-Za-z0-9_][A-Za-z0-9_.-]*\\)[[:space:]]*=.*/\\1/p'" + " \"$file\" 2>/dev/null";

    /** Labels of parameters and options that addresses stand for. */
    private static final Set<String> ADDRESSES = Set.of("ADDRESS", "SOURCE", "AFTER", "MORE");

    /** {@return the script} @param commands the subcommands by their names */
    public abstract String script(Map<String, Syntax> commands);

    /** {@return the values that a label names; none if it stands for others} */
    static List<String> values(String label, Map<String, Syntax> commands) {
        if (label.equals(SUBCOMMAND)) {
            return List.copyOf(commands.keySet());
        }
        return label.matches("[a-z-]+(\\|[a-z-]+)+") ? List.of(label.split("\\|")) : List.of();
    }

    /** {@return whether a label stands for an address, so that the name of a peer may be there} */
    static boolean isAddress(String label) {
        return ADDRESSES.contains(label);
    }

    /** {@return the names of the options of a command that have a value} */
    static List<String> valued(Syntax syntax) {
        return syntax.options().stream()
                .filter(Syntax.Option::hasValue)
                .map(Syntax.Option::name)
                .toList();
    }

    /** {@return the names of the options of a command, those of all included} */
    static List<String> options(Syntax syntax) {
        return Stream.concat(syntax.options().stream().map(Syntax.Option::name), Stream.of("--help"))
                .toList();
    }

    /** {@return the first sentence of a text} */
    static String sentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
