package io.qmp.plugin.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.Command;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.transcript.TranscriptEntry;
import io.qmp.transcript.TranscriptImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What QEMU of other versions and architectures has answered, as others have recorded it, is read and written without a
 * loss. docs/qemu-types.md says where such files can be had; without a directory of them this is skipped.
 */
class RecordedConversationsTest {
    private static final String DIRECTORY = System.getProperty("qemu.replies");

    private final Map<String, CommandBinding<?, ?>> commands;
    private final List<String> losses = new ArrayList<>();
    private int answers;

    RecordedConversationsTest() {
        Binder binder = WireCodec.installed().newBinder(CompatPolicy.ACCEPT);
        commands = QemuTypes.COMMANDS.stream()
                .map(type -> binding(binder, type))
                .collect(Collectors.toMap(CommandBinding::name, Function.identity()));
    }

    @SuppressWarnings("unchecked") // what the command returns does not matter
    private static <C extends Command<Object>> CommandBinding<C, Object> binding(Binder binder, Class<?> type) {
        return binder.command((Class<C>) type);
    }

    @Test
    void allAnswersAreReadAndWrittenAsTheyWere() throws IOException {
        assumeTrue(DIRECTORY != null, "skipped, as there is no -Dqemu.replies=DIRECTORY");
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(DIRECTORY))) {
            files = all.filter(file -> file.toString().endsWith(".replies"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            readAndWrite(file);
        }

        System.out.println(files.size() + " conversations, " + answers + " answers");
        assertThat(answers).isPositive();
        assertThat(losses).isEmpty();
    }

    private void readAndWrite(Path file) throws IOException {
        String asked = "";
        try (var reader = Files.newBufferedReader(file)) {
            for (TranscriptEntry entry : TranscriptImport.replies(reader).entries()) {
                QmpObject message = entry.message();
                if (message != null && message.get("execute") instanceof QmpString command) {
                    asked = command.value();
                } else if (message != null && message.get("return") != null && commands.containsKey(asked)) {
                    answers++;
                    compare(file.getFileName() + " " + asked, commands.get(asked), message.get("return"));
                }
            }
        }
    }

    private <R> void compare(String where, CommandBinding<?, R> command, QmpValue answer) {
        if (!command.writeResult(command.readResult(answer)).equals(answer)) {
            losses.add(where);
        }
    }
}
