package io.qmp.app.tool;

import io.qmp.program.Syntax;
import io.qmp.program.text.CompletingShell;
import java.util.LinkedHashMap;
import java.util.Map;

/** The scripts with which shells complete command lines of the program, where shells look for them. */
public final class CompletionScripts {
    private CompletionScripts() {}

    /** {@return the scripts for the subcommands that come with the program, by their paths below {@code share}} */
    public static Map<String, String> byFile() {
        Map<String, Syntax> commands = new LinkedHashMap<>();
        commands.put(Subcommands.SERVE, ServeSyntax.syntax());
        Subcommands.own().forEach(command -> commands.put(command.name(), command.syntax()));
        return Map.of(
                "bash-completion/completions/qmp", CompletingShell.BASH.script(commands),
                "zsh/site-functions/_qmp", CompletingShell.ZSH.script(commands),
                "fish/vendor_completions.d/qmp.fish", CompletingShell.FISH.script(commands));
    }
}
