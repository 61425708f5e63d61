package io.qmp.app.tool;

import io.qmp.app.option.Words;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import io.qmp.program.text.CompletingShell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code qmp completion}: a script that completes the command line in a shell. */
final class Completion implements Tool {
    @Override
    public String name() {
        return "completion";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Prints a script that completes command lines of qmp in a shell.",
                        "The script knows the subcommands that are there now, those of plugins included.",
                        List.of(new Syntax.Parameter("bash|zsh|fish", Syntax.Count.REQUIRED, "Which shell.")),
                        List.of())
                .withExamples(
                        new Syntax.Example("source <(qmp completion bash)", "Completes in this bash."),
                        new Syntax.Example("qmp completion fish | source", "Completes in this fish."));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) {
        CompletingShell shell = Words.parse(line.parameter(0), CompletingShell.values());
        Map<String, Syntax> commands = new LinkedHashMap<>();
        commands.put(Subcommands.SERVE, ServeSyntax.syntax());
        Subcommands.all(environment).forEach(command -> commands.put(command.name(), command.syntax()));
        environment.out().print(shell.script(commands));
    }
}
