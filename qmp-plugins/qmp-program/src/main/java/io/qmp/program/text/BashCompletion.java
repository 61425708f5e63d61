package io.qmp.program.text;

import io.qmp.program.Syntax;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A script for Bash. */
record BashCompletion(Map<String, Syntax> commands) {
    /** In the script: the names of peers. */
    private static final String PEERS = "@peers";

    private static final String BEGIN = """
            # Completes qmp in bash: source <(qmp completion bash)
            _qmp_peers() {
              local file=${XDG_CONFIG_HOME:-$HOME/.config}/qmp/peers
              PEERS
            }
            _qmp() {
              local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options='' values='' valued=''
              local places=() more='' place=0 i
              COMPREPLY=()
              if [ "$COMP_CWORD" -eq 1 ]; then
                mapfile -t COMPREPLY < <(compgen -W 'NAMES --help --version' -- "$current")
                return
              fi
              case ${COMP_WORDS[1]} in
            """;

    private static final String END = """
              esac
              if [ "$before" = : ]; then # bash takes the colon for a word
                [ "${COMP_WORDS[COMP_CWORD-2]}" != qga ] || values=@peers
              elif [ "$current" = : ]; then
                current=''
                [ "$before" != qga ] || values=@peers
              elif [[ $valued != *" $before "* ]]; then
                for ((i = 2; i < COMP_CWORD; i++)); do
                  case ${COMP_WORDS[i]} in
                    :) ((i++)) ;;
                    -*) [[ $valued != *" ${COMP_WORDS[i]} "* ]] || ((i++)) ;;
                    *) ((place++)) ;;
                  esac
                done
                [ -z "$more" ] || ((place < ${#places[@]})) || place=$((${#places[@]} - 1))
                values=${places[place]}
              else
                options=''
              fi
              [ "$values" != @peers ] || values=$(_qmp_peers)
              case $current in
                -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current") ;;
                *) [ -z "$values" ] || mapfile -t COMPREPLY < <(compgen -W "$values" -- "$current") ;;
              esac
            }
            complete -o default -F _qmp qmp
            """;

    String text() {
        StringBuilder script = new StringBuilder(
                BEGIN.replace("PEERS", CompletingShell.PEERS).replace("NAMES", String.join(" ", commands.keySet())));
        commands.forEach((name, syntax) -> command(script, name, syntax));
        return script.append(END).toString();
    }

    private void command(StringBuilder script, String name, Syntax syntax) {
        script.append("    ").append(name).append(")\n");
        set(script, "options", String.join(" ", CompletingShell.options(syntax)));
        List<Syntax.Parameter> parameters = syntax.parameters();
        if (!parameters.isEmpty()) {
            script.append("      places=(")
                    .append(parameters.stream()
                            .map(parameter -> "'" + words(parameter.label()) + "'")
                            .collect(Collectors.joining(" ")))
                    .append(")\n");
            if (parameters.get(parameters.size() - 1).count() == Syntax.Count.ANY) {
                set(script, "more", "yes");
            }
        }
        List<String> valued = CompletingShell.valued(syntax);
        if (!valued.isEmpty()) {
            set(script, "valued", " " + String.join(" ", valued) + " ");
            choices(script, syntax);
        }
        script.append("      ;;\n");
    }

    /** Appends the values of options of which they are known. */
    private void choices(StringBuilder script, Syntax syntax) {
        StringBuilder choices = new StringBuilder();
        for (Syntax.Option option : syntax.options()) {
            String words = words(option.label());
            if (!words.isEmpty()) {
                choices.append("        ")
                        .append(option.name())
                        .append(") values='")
                        .append(words)
                        .append("' ;;\n");
            }
        }
        if (!choices.isEmpty()) {
            script.append("      case $before in\n").append(choices).append("      esac\n");
        }
    }

    private String words(String label) {
        return CompletingShell.isAddress(label) ? PEERS : String.join(" ", CompletingShell.values(label, commands));
    }

    private static void set(StringBuilder script, String variable, String value) {
        script.append("      ").append(variable).append("='").append(value).append("'\n");
    }
}
