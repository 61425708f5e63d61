package io.qmp.app.tool;

import io.qmp.api.schema.SchemaChange;
import io.qmp.api.schema.SchemaDiff;
import io.qmp.api.value.QmpArray;
import io.qmp.app.option.FileFailure;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Colors;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Terminals;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import io.qmp.program.uses.SchemaUses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code qmp schema}: prints what a server knows, or what differs between two. */
final class Introspect implements Tool {
    private static final Syntax.Option EXIT_CODE =
            new Syntax.Option("--exit-code", "", "Ends with status 10 if there are differences.");
    private static final Syntax.Option USES = new Syntax.Option(
            "--uses",
            "FILE",
            "Prints the differences alone that touch what a program uses: a file with names of commands, events and"
                    + " members (migrate.uri), requests, or a transcript; one a line.");

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
                        List.of(EXIT_CODE, USES, CommonOptions.TIMEOUT, CommonOptions.PRETTY, CommonOptions.VERBOSE))
                .withExamples(
                        new Syntax.Example("qmp schema unix:/run/vm.sock", "Prints what the server knows."),
                        new Syntax.Example(
                                "qmp schema before.json unix:/run/vm.sock --exit-code",
                                "Prints what it knows otherwise than another one did."));
    }

    @Override
    public Optional<String> peer(ToolLine line) {
        return SchemaSource.peer(line.parametersFrom(0));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        String after = line.parameter(1);
        if (after.isEmpty() && line.has(USES)) {
            throw new OptionException(USES.name() + " is for two introspections: AFTER is missing");
        }
        Optional<SchemaUses> uses = line.value(USES).map(Introspect::uses);
        SchemaSource source = new SchemaSource(Clients.of(line, environment));
        QmpArray answer = source.read(line.parameter(0));
        if (after.isEmpty()) {
            environment.out().println(new Json(Clients.CODEC, line.has(CommonOptions.PRETTY)).text(answer));
        } else {
            List<SchemaChange> changes = SchemaDiff.between(source.schema(answer), source.schema(source.read(after)));
            if (uses.isPresent()) {
                changes = touched(uses.get(), changes, environment);
            } else {
                changes.forEach(change -> environment.out().println(colored(change, colors(environment))));
            }
            if (line.has(EXIT_CODE) && !changes.isEmpty()) {
                throw new SchemasDifferException(changes.size());
            }
        }
    }

    /** {@return the differences that touch what is used} They are printed, each with what it touches. */
    private static List<SchemaChange> touched(
            SchemaUses uses, List<SchemaChange> changes, ProcessEnvironment environment) {
        List<SchemaUses.Touched> touched = uses.touchedBy(changes);
        for (SchemaUses.Touched each : touched) {
            environment
                    .out()
                    .println(colored(each.change(), colors(environment)) + "\n    used: "
                            + String.join(", ", each.uses()));
        }
        return touched.stream().map(SchemaUses.Touched::change).toList();
    }

    private static Colors colors(ProcessEnvironment environment) {
        return Colors.of(environment, Terminals.OUTPUT);
    }

    private static String colored(SchemaChange change, Colors colors) {
        String text = change.toString();
        return switch (change.kind()) {
            case ADDED -> colors.good(text);
            case REMOVED -> colors.failure(text);
            case DEPRECATED, CHANGED -> colors.notice(text);
        };
    }

    private static SchemaUses uses(String file) {
        try {
            return SchemaUses.read(Files.readAllLines(Path.of(file)), Clients.CODEC);
        } catch (IOException e) {
            throw new OptionException(file + ": " + FileFailure.reason(e));
        } catch (IllegalArgumentException e) {
            throw new OptionException(file + ": " + e.getMessage());
        }
    }
}
