package io.qmp.app.tool;

import io.qmp.api.schema.SchemaChange;
import io.qmp.api.schema.SchemaDiff;
import io.qmp.api.value.QmpArray;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.process.ProcessEnvironment;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code qmp schema}: prints what a server knows, or what differs between two. */
final class Introspect implements Subcommand {
    @Override
    public String name() {
        return "schema";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .required(true)
                .paramLabel("SOURCE")
                .description(SchemaSource.DESCRIPTION)
                .build());
        spec.addPositional(PositionalParamSpec.builder()
                .index("1")
                .arity("0..1")
                .paramLabel("AFTER")
                .description("Another one: prints what became there of commands, events and what they are made of.")
                .build());
        spec.addOption(CommonOptions.timeout());
        spec.addOption(CommonOptions.pretty());
        spec.usageMessage()
                .header("Prints what a server knows, or what another one knows otherwise.")
                .description("Prints the server's answer to query-qmp-schema as JSON, or a line for each difference;"
                        + " the status is 0, also if there are differences.");
        return spec;
    }

    @Override
    public void run(ParseResult parsed, ProcessEnvironment environment) throws InterruptedException {
        WireCodec codec = WireCodec.installed();
        SchemaSource source = new SchemaSource(codec, CommonOptions.timeout(parsed));
        QmpArray answer = source.read(parsed.matchedPositionalValue(0, ""));
        String after = parsed.matchedPositionalValue(1, "");
        if (after.isEmpty()) {
            environment.out().println(new Json(codec, CommonOptions.pretty(parsed)).text(answer));
        } else {
            List<SchemaChange> changes = SchemaDiff.between(source.schema(answer), source.schema(source.read(after)));
            changes.forEach(environment.out()::println);
        }
    }
}
