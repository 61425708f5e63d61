package io.qmp.app.tool;

import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.serve.Serve;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import io.qmp.program.text.CompletingShell;
import java.util.List;

/** {@code qmp help}: what {@code --help} shows. */
final class Help implements Tool {
    @Override
    public String name() {
        return "help";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Shows help.",
                        "Lists the subcommands, or shows the help of one, as its --help does.",
                        List.of(new Syntax.Parameter(
                                CompletingShell.SUBCOMMAND, Syntax.Count.OPTIONAL, "The subcommand's name.")),
                        List.of())
                .withExamples(
                        new Syntax.Example("qmp help", "Lists the subcommands."),
                        new Syntax.Example("qmp help wait", "Shows the help of wait."));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) {
        String name = line.parameter(0);
        if (name.equals(Subcommands.SERVE)) {
            environment.out().print(Serve.helpText());
        } else {
            List<String> words = name.isEmpty() ? List.of("--help") : List.of(name, "--help");
            PicocliLine.of(Subcommands.all(environment)).read(words, environment.out());
        }
    }
}
