package io.qmp.app.tool;

import io.qmp.api.schema.Schema;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import io.qmp.shell.Explanation;
import java.util.List;
import java.util.Optional;

/** {@code qmp explain}: what a server knows of a command, an event or a place in its arguments. */
final class Explaining implements Tool {
    @Override
    public String name() {
        return "explain";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Shows what a server knows of a command or an event.",
                        "Prints arguments and result with their types, values and marks.",
                        List.of(
                                new Syntax.Parameter("SOURCE", Syntax.Count.REQUIRED, SchemaSource.DESCRIPTION),
                                new Syntax.Parameter(
                                        "NAME",
                                        Syntax.Count.REQUIRED,
                                        "A command or an event; with .MEMBER for a place in it, and .=VALUE for the members"
                                                + " that a union has for a value of its tag: blockdev-add.=qcow2.file")),
                        List.of(CommonOptions.TIMEOUT, CommonOptions.VERBOSE))
                .withExamples(new Syntax.Example(
                        "qmp explain unix:/run/vm.sock blockdev-add.=qcow2.file", "shows what file may be"));
    }

    @Override
    public Optional<String> peer(ToolLine line) {
        return SchemaSource.peer(List.of(line.parameter(0)));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        SchemaSource source = new SchemaSource(Clients.of(line, environment));
        Schema schema = source.schema(source.read(line.parameter(0)));
        List<String> lines = OptionException.translate(() -> Explanation.of(schema, line.parameter(1)));
        environment.out().println(String.join("\n", lines));
    }
}
