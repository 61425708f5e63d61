package io.qmp.plugin.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.Command;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaDiff;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a QEMU that is installed answers, be it older or newer than the types, is read and written without a loss. */
@Tag("qemu")
class QemuAnswersTest {
    private final Binder binder = WireCodec.installed().newBinder(CompatPolicy.ACCEPT);
    private final Map<String, CommandBinding<?, ?>> commands = new LinkedHashMap<>();

    @TempDir
    Path directory;

    QemuAnswersTest() {
        QemuTypes.COMMANDS.forEach(type -> {
            CommandBinding<?, ?> command = command(type);
            commands.put(command.name(), command);
        });
    }

    @SuppressWarnings("unchecked") // what the command returns does not matter
    private <C extends Command<Object>> CommandBinding<C, Object> command(Class<?> type) {
        return binder.command((Class<C>) type);
    }

    @Test
    void theSystemEmulatorIsUnderstood() throws InterruptedException {
        try (RunningQemu qemu = RunningQemu.system(directory)) {
            assertThat(askEverything(qemu)).hasSizeGreaterThan(50);
        }
    }

    @Test
    void theStorageDaemonIsUnderstood() throws InterruptedException {
        try (RunningQemu daemon = RunningQemu.storageDaemon(directory)) {
            assertThat(askEverything(daemon)).hasSizeGreaterThan(8);
        }
    }

    /** Asks each query that needs no arguments and gives the names of the answered ones. */
    private List<String> askEverything(RunningQemu qemu) throws InterruptedException {
        Schema schema = schema(qemu);
        List<String> queries = schema.entities().stream()
                .filter(SchemaInfo.Command.class::isInstance)
                .map(SchemaInfo.Command.class::cast)
                .filter(command ->
                        command.name().startsWith("query-") || command.name().startsWith("x-query-"))
                .filter(command -> needsNothing(schema, command))
                .map(SchemaInfo.Command::name)
                .toList();
        Map<String, QmpValue> answers = new LinkedHashMap<>();
        for (String query : queries) {
            try {
                answers.put(query, qemu.client.execute(query, QmpObject.EMPTY));
            } catch (CommandFailedException e) {
                // The machine has nothing to tell, such as of a TPM.
            }
        }
        answers.forEach(this::survives);
        return List.copyOf(answers.keySet());
    }

    private void survives(String query, QmpValue answer) {
        CommandBinding<?, ?> command = commands.get(query);

        assertThat(command).as(query).isNotNull();
        assertThat(again(command, answer)).as(query).isEqualTo(answer);
    }

    private static <R> QmpValue again(CommandBinding<?, R> command, QmpValue answer) {
        return command.writeResult(command.readResult(answer));
    }

    private static boolean needsNothing(Schema schema, SchemaInfo.Command command) {
        return schema.entity(command.argType()).orElseThrow() instanceof SchemaInfo.ObjectType arguments
                && arguments.members().stream().allMatch(SchemaInfo.ObjectMember::isOptional);
    }

    private Schema schema(RunningQemu qemu) throws InterruptedException {
        QmpArray told = (QmpArray) qemu.client.execute("query-qmp-schema", QmpObject.EMPTY);
        return new Schema(told.elements().stream()
                .map(entity -> binder.read(entity, SchemaInfo.class))
                .toList());
    }

    /** Whatever QEMU it is, the difference to the one that the types describe can be computed. */
    @Test
    void differencesAreTold() throws InterruptedException {
        try (RunningQemu qemu = RunningQemu.system(directory)) {
            Schema schema = schema(qemu);

            assertThat(SchemaDiff.between(schema, schema)).isEmpty();
            assertThat(SchemaDiff.between(schema, QemuCommands.schema(WireCodec.installed())))
                    .allMatch(change -> !change.path().isEmpty());
            assertThat(schema.lacks("query-status", QmpObject.EMPTY)).isEmpty();
        }
    }
}
