package io.qmp.app.tool;

import io.qmp.api.schema.SchemaChange;
import io.qmp.api.schema.SchemaDiff;
import io.qmp.api.value.QmpArray;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import java.util.List;

/** {@code qmp schema}: prints what a server knows, or what differs between two. */
final class Introspect implements Tool {
    private static final Syntax.Option EXIT_CODE =
            new Syntax.Option("--exit-code", "", "Ends with status 10 if there are differences.");

    @Override
    public String name() {
        return "schema";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "Prints what a server knows, or what another one knows otherwise.",
                "Prints the server's answer to query-qmp-schema as JSON, or a line for each difference;"
                        + " the status is 0, also if there are differences, unless --exit-code is given.",
                List.of(
                        new Syntax.Parameter("SOURCE", Syntax.Count.REQUIRED, SchemaSource.DESCRIPTION),
                        new Syntax.Parameter(
                                "AFTER",
                                Syntax.Count.OPTIONAL,
                                "Another one: prints what became there of commands, events and what they are made of.")),
                List.of(EXIT_CODE, CommonOptions.TIMEOUT, CommonOptions.PRETTY, CommonOptions.VERBOSE));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        SchemaSource source = new SchemaSource(Clients.of(line, environment));
        QmpArray answer = source.read(line.parameter(0));
        String after = line.parameter(1);
        if (after.isEmpty()) {
            environment.out().println(new Json(Clients.CODEC, line.has(CommonOptions.PRETTY)).text(answer));
        } else {
            List<SchemaChange> changes = SchemaDiff.between(source.schema(answer), source.schema(source.read(after)));
            changes.forEach(environment.out()::println);
            if (line.has(EXIT_CODE) && !changes.isEmpty()) {
                throw new SchemasDifferException(changes.size());
            }
        }
    }
}
