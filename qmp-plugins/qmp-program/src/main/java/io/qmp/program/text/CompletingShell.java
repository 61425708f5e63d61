package io.qmp.program.text;

import io.qmp.api.Experimental;
import io.qmp.program.Syntax;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Shells for which there are scripts that complete the command line of {@code qmp}: names of subcommands, their
 * options, values where a label names them as in {@code bash|zsh|fish}, else files.
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

    /** {@return the script} @param commands the subcommands by their names */
    public abstract String script(Map<String, Syntax> commands);

    /** {@return the values that a label names; none if it stands for others} */
    static List<String> values(String label, Map<String, Syntax> commands) {
        if (label.equals(SUBCOMMAND)) {
            return List.copyOf(commands.keySet());
        }
        return label.matches("[a-z-]+(\\|[a-z-]+)+") ? List.of(label.split("\\|")) : List.of();
    }

    /** {@return the values that the labels of the parameters of a command name} */
    static List<String> values(Syntax syntax, Map<String, Syntax> commands) {
        return syntax.parameters().stream()
                .flatMap(parameter -> values(parameter.label(), commands).stream())
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
