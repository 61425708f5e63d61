package io.qmp.program.text;

import io.qmp.program.Syntax;
import java.util.List;
import java.util.Map;

/** A script for Zsh. */
record ZshCompletion(Map<String, Syntax> commands) {
    String text() {
        StringBuilder script = new StringBuilder("""
                #compdef qmp
                # Completes qmp in zsh: source <(qmp completion zsh), or a file _qmp in a directory of $fpath
                _qmp() {
                  local -a commands
                  commands=(
                """);
        commands.forEach((name, syntax) -> script.append("    ")
                .append(quoted(name + ":" + syntax.header()))
                .append('\n'));
        script.append("""
                  )
                  if (( CURRENT == 2 )); then
                    _describe -t commands subcommand commands
                    return
                  fi
                  shift words
                  (( CURRENT-- ))
                  case $words[1] in
                """);
        commands.forEach((name, syntax) -> command(script, name, syntax));
        return script.append("""
                  esac
                }
                if [ "$funcstack[1]" = _qmp ]; then
                  _qmp "$@"
                else
                  compdef _qmp qmp
                fi
                """).toString();
    }

    private void command(StringBuilder script, String name, Syntax syntax) {
        script.append("    ").append(name).append(")\n      _arguments \\\n");
        for (Syntax.Option option : syntax.options()) {
            String repeated = option.repeated() ? "*" : "";
            String described = option.name() + "[" + described(CompletingShell.sentence(option.description())) + "]";
            script.append("        ")
                    .append(quoted(
                            repeated + described + (option.hasValue() ? ":" + value(option.label(), "_files") : "")))
                    .append(" \\\n");
        }
        script.append("        '--help[Shows this help.]' \\\n");
        List<String> values = CompletingShell.values(syntax, commands);
        script.append("        ")
                .append(quoted("*:argument:" + (values.isEmpty() ? "_files" : "(" + String.join(" ", values) + ")")))
                .append("\n      ;;\n");
    }

    private String value(String label, String otherwise) {
        List<String> values = CompletingShell.values(label, commands);
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
