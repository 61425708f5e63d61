package io.qmp.program.text;

import io.qmp.program.Syntax;
import java.util.List;
import java.util.Map;

/** A script for Bash. */
record BashCompletion(Map<String, Syntax> commands) {
    String text() {
        StringBuilder script = new StringBuilder("""
                # Completes qmp in bash: source <(qmp completion bash)
                _qmp() {
                  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options='' values=''
                  COMPREPLY=()
                  if [ "$COMP_CWORD" -eq 1 ]; then
                    mapfile -t COMPREPLY < <(compgen -W 'NAMES --help --version' -- "$current")
                    return
                  fi
                  case ${COMP_WORDS[1]} in
                """.replace("NAMES", String.join(" ", commands.keySet())));
        commands.forEach((name, syntax) -> command(script, name, syntax));
        return script.append("""
                  esac
                  case $current in
                    -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current") ;;
                    *) [ -z "$values" ] || mapfile -t COMPREPLY < <(compgen -W "$values" -- "$current") ;;
                  esac
                }
                complete -o default -F _qmp qmp
                """).toString();
    }

    private void command(StringBuilder script, String name, Syntax syntax) {
        script.append("    ").append(name).append(")\n");
        script.append("      options='")
                .append(String.join(" ", CompletingShell.options(syntax)))
                .append("'\n");
        List<String> values = CompletingShell.values(syntax, commands);
        if (!values.isEmpty()) {
            script.append("      values='").append(String.join(" ", values)).append("'\n");
        }
        StringBuilder choices = new StringBuilder();
        for (Syntax.Option option : syntax.options()) {
            List<String> words = CompletingShell.values(option.label(), commands);
            if (option.hasValue()) {
                choices.append("        ")
                        .append(option.name())
                        .append(") options='' values='")
                        .append(String.join(" ", words))
                        .append("' ;;\n");
            }
        }
        if (!choices.isEmpty()) {
            script.append("      case $before in\n").append(choices).append("      esac\n");
        }
        script.append("      ;;\n");
    }
}
