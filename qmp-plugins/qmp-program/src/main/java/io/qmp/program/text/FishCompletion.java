package io.qmp.program.text;

import io.qmp.program.Syntax;
import java.util.List;
import java.util.Map;

/** A script for Fish. */
record FishCompletion(Map<String, Syntax> commands) {
    private static final String BEGIN = """
            # Completes qmp in fish: qmp completion fish | source
            function __qmp_peers
              set -l file ~/.config/qmp/peers
              set -q XDG_CONFIG_HOME; and set file $XDG_CONFIG_HOME/qmp/peers
              set -l prefix (commandline -ct | string match -r '^qga:')
              PEERS | string replace -r '^' "$prefix"
            end
            function __qmp_runs -d 'whether this is the subcommand'
              set -l words (commandline -opc)
              test (count $words) -gt 1; and test "$words[2]" = $argv[1]
            end
            function __qmp_at -d 'subcommand, places of a parameter as an expression, options that have values'
              __qmp_runs $argv[1]; or return 1
              set -l words (commandline -opc)
              set -e words[1..2]
              set -l place 0
              set -l value 0
              for word in $words
                if test $value = 1
                  set value 0
                else if string match -q -- '-*' $word
                  contains -- $word (string split ' ' -- $argv[3]); and set value 1
                else
                  set place (math $place + 1)
                end
              end
              test $value = 0; and string match -qr "^$argv[2]\\$" $place
            end
            complete -c qmp -n __fish_use_subcommand -f -l help -d 'Shows help.'
            complete -c qmp -n __fish_use_subcommand -f -l version -d 'Says which version this is.'
            """;

    String text() {
        StringBuilder script = new StringBuilder(BEGIN.replace("PEERS", CompletingShell.PEERS));
        commands.forEach((name, syntax) -> script.append("complete -c qmp -n __fish_use_subcommand -f -a ")
                .append(name)
                .append(" -d ")
                .append(quoted(syntax.header()))
                .append('\n'));
        commands.forEach((name, syntax) -> command(script, name, syntax));
        return script.toString();
    }

    private void command(StringBuilder script, String name, Syntax syntax) {
        String seen = "complete -c qmp -n '__qmp_runs " + name + "'";
        parameters(script, name, syntax);
        for (Syntax.Option option : syntax.options()) {
            script.append(seen)
                    .append(' ')
                    .append(named(option.name()))
                    .append(option.hasValue() ? " -r" : "")
                    .append(values(option.label()))
                    .append(" -d ")
                    .append(quoted(CompletingShell.sentence(option.description())))
                    .append('\n');
        }
        script.append(seen).append(" -l help -d 'Shows this help.'\n");
    }

    private void parameters(StringBuilder script, String name, Syntax syntax) {
        String valued = String.join(" ", CompletingShell.valued(syntax));
        int place = 0;
        for (Syntax.Parameter parameter : syntax.parameters()) {
            String values = values(parameter.label());
            if (!values.isEmpty()) {
                String places = parameter.count() == Syntax.Count.ANY && place > 0 ? "[" + place + "-9]" : "" + place;
                script.append("complete -c qmp -n ")
                        .append(quoted("__qmp_at " + name + " " + places + " \"" + valued + "\""))
                        .append(values)
                        .append('\n');
            }
            place++;
        }
    }

    /** {@return what offers the values that a label stands for, and with peers also files} */
    private String values(String label) {
        if (CompletingShell.isAddress(label)) {
            return " -a '(__qmp_peers)'";
        }
        List<String> words = CompletingShell.values(label, commands);
        return words.isEmpty() ? "" : " -f -a " + quoted(String.join(" ", words));
    }

    /** {@return how fish names an option: long with two hyphens, long with one, or a letter} */
    private static String named(String option) {
        if (option.startsWith("--")) {
            return "-l " + option.substring(2);
        }
        return (option.length() > 2 ? "-o " : "-s ") + option.substring(1);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
