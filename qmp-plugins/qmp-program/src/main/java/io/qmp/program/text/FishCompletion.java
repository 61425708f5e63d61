package io.qmp.program.text;

import io.qmp.program.Syntax;
import java.util.List;
import java.util.Map;

/** A script for Fish. */
record FishCompletion(Map<String, Syntax> commands) {
    String text() {
        StringBuilder script = new StringBuilder("""
                # Completes qmp in fish: qmp completion fish | source
                complete -c qmp -n __fish_use_subcommand -f -l help -d 'Shows help.'
                complete -c qmp -n __fish_use_subcommand -f -l version -d 'Says which version this is.'
                """);
        commands.forEach((name, syntax) -> script.append("complete -c qmp -n __fish_use_subcommand -f -a ")
                .append(name)
                .append(" -d ")
                .append(quoted(syntax.header()))
                .append('\n'));
        commands.forEach((name, syntax) -> command(script, name, syntax));
        return script.toString();
    }

    private void command(StringBuilder script, String name, Syntax syntax) {
        String seen = "complete -c qmp -n '__fish_seen_subcommand_from " + name + "'";
        List<String> values = CompletingShell.values(syntax, commands);
        if (!values.isEmpty()) {
            script.append(seen)
                    .append(" -f -a ")
                    .append(quoted(String.join(" ", values)))
                    .append('\n');
        }
        for (Syntax.Option option : syntax.options()) {
            List<String> words = CompletingShell.values(option.label(), commands);
            script.append(seen)
                    .append(' ')
                    .append(named(option.name()))
                    .append(option.hasValue() ? " -r" : "")
                    .append(words.isEmpty() ? "" : " -f -a " + quoted(String.join(" ", words)))
                    .append(" -d ")
                    .append(quoted(CompletingShell.sentence(option.description())))
                    .append('\n');
        }
        script.append(seen).append(" -l help -d 'Shows this help.'\n");
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
