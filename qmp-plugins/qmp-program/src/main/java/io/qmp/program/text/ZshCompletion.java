package io.qmp.program.text;

import io.qmp.program.Syntax;
import java.util.List;
import java.util.Map;

/** A script for Zsh. */
record ZshCompletion(Map<String, Syntax> commands) {
    private static final String BEGIN = """
            #compdef qmp
            # Completes qmp in zsh: source <(qmp completion zsh), or a file _qmp in a directory of $fpath
            _qmp_files() {
              compset -P qga:
              compset -P unix:
              _files
            }
            _qmp_addresses() {
              local file=${XDG_CONFIG_HOME:-$HOME/.config}/qmp/peers
              local -a peers
              compset -P qga:
              peers=(${(f)"$(PEERS)"})
              _alternative 'peers:peer:($peers)' 'files:file:_qmp_files'
            }
            _qmp() {
              local -a commands
              commands=(
            """;

    private static final String END = """
              esac
            }
            if [ "$funcstack[1]" = _qmp ]; then
              _qmp "$@"
            else
              compdef _qmp qmp
            fi
            """;

    private static final String COMMANDS = """
            )
            if (( CURRENT == 2 )); then
              _describe -t commands subcommand commands
              return
            fi
            shift words
            (( CURRENT-- ))
            case $words[1] in
            """;

    String text() {
        StringBuilder script = new StringBuilder(BEGIN.replace("PEERS", CompletingShell.PEERS));
        commands.forEach((name, syntax) -> script.append("    ")
                .append(quoted(name + ":" + syntax.header()))
                .append('\n'));
        script.append(COMMANDS);
        commands.forEach((name, syntax) -> command(script, name, syntax));
        return script.append(END).toString();
    }

    private void command(StringBuilder script, String name, Syntax syntax) {
        script.append("    ").append(name).append(")\n      _arguments \\\n");
        for (Syntax.Option option : syntax.options()) {
            String repeated = option.repeated() ? "*" : "";
            String described = option.name() + "[" + described(CompletingShell.sentence(option.description())) + "]";
            script.append("        ")
                    .append(quoted(repeated + described + (option.hasValue() ? ":" + value(option.label()) : "")))
                    .append(" \\\n");
        }
        script.append("        '--help[Shows this help.]'");
        int place = 1;
        for (Syntax.Parameter parameter : syntax.parameters()) {
            String where = switch (parameter.count()) {
                case REQUIRED -> place + ":";
                case OPTIONAL -> place + "::";
                case ANY -> "*:";
            };
            script.append(" \\\n        ").append(quoted(where + value(parameter.label())));
            place++;
        }
        script.append("\n      ;;\n");
    }

    private String value(String label) {
        List<String> values = CompletingShell.values(label, commands);
        String otherwise = CompletingShell.isAddress(label) ? "_qmp_addresses" : "_qmp_files";
        return described(label) + ":" + (values.isEmpty() ? otherwise : "(" + String.join(" ", values) + ")");
    }

    /** {@return a text in which nothing ends a description} */
    private static String described(String text) {
        return text.replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
