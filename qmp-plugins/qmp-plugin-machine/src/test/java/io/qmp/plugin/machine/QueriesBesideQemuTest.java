package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.message.VersionTriple;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.plugin.machine.record.QemuRefusal;
import io.qmp.plugin.machine.record.RecordedQemu;
import io.qmp.plugin.qemu.QemuVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Asks a QEMU, and a machine that behaves as its version, all queries without arguments. Lists may be in any order.
 * {@code -Dmachine.beside="COMMAND"} asks another QEMU than the installed one.
 */
@Tag("qemu")
class QueriesBesideQemuTest {
    private static final String INSTALLED = "qemu-system-x86_64";
    private static final String COMMAND = System.getProperty("machine.beside", INSTALLED);

    /** Of other plugins, of the process, or listed in docs/machine.md. */
    private static final Set<String> OTHERWISE = Set.of(
            "query-chardev",
            "query-chardev-backends",
            "query-commands",
            "query-cpus-fast",
            "query-fdsets",
            "query-migrate-capabilities",
            "query-migrate-parameters",
            "query-qmp-schema",
            "query-version",
            "query-yank",
            "x-query-jit",
            "x-query-ramblock",
            "x-query-virtio");

    private final WireCodec codec = WireCodec.installed();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-machine q35,accel=tcg -device virtio-balloon-pci,id=balloon0"
                        + " -blockdev driver=null-co,node-name=null0,read-zeroes=on,size=1048576"
                        + " -device virtio-blk-pci,id=disk0,drive=null0",
                "-machine pc,accel=tcg -smp 3,maxcpus=4",
                "-machine isapc,accel=tcg",
                "-machine x-remote,accel=tcg",
                "-machine none"
            })
    void answersAreThoseOfTheSameMachine(String options) {
        assumeTrue(!COMMAND.equals(INSTALLED) || isInstalled(), INSTALLED + " is not installed");
        List<String> words = List.of((options + " -m 128").split(" "));
        try (RecordedQemu qemu = RecordedQemu.start(COMMAND, words)) {
            QemuVersion version = version(qemu);
            List<String> stopped =
                    Stream.concat(words.stream(), Stream.of("-S")).toList();
            try (MachineUnderTest machine = MachineUnderTest.as(version, stopped.toArray(String[]::new))) {
                assertThat(differences(qemu, machine)).isEmpty();
            }
        }
    }

    private List<String> differences(RecordedQemu qemu, MachineUnderTest machine) {
        List<String> differences = new ArrayList<>();
        for (QmpObject command : qemu.list("query-commands", QmpObject.EMPTY)) {
            String name = command.string("name").orElseThrow();
            if (name.matches("(x-)?query-.*") && !OTHERWISE.contains(name)) {
                String right = text(answer(qemu, name));
                String said = text(answer(machine, name));
                if (!right.contains("is missing") && !right.equals(said)) {
                    differences.add(name + "\n  qemu: " + right + "\n  ours: " + said);
                }
            }
        }
        return differences;
    }

    private static QmpValue answer(RecordedQemu qemu, String query) {
        try {
            return qemu.ask(query, QmpObject.EMPTY);
        } catch (QemuRefusal e) {
            return QmpValue.of(e.text());
        }
    }

    private QmpValue answer(MachineUnderTest machine, String query) {
        List<String> heard = machine.tell("{\"execute\": \"" + query + "\"}");
        QmpObject reply = (QmpObject) codec.parse(heard.get(heard.size() - 1));
        QmpValue result = reply.get("return");
        return result != null
                ? result
                : QmpValue.of(reply.object("error").orElseThrow().string("desc").orElseThrow());
    }

    /** Lists in the order of their texts, members in that of their names. */
    private String text(QmpValue value) {
        if (value instanceof QmpArray list) {
            return list.elements().stream().map(this::text).sorted().toList().toString();
        }
        if (value instanceof QmpObject object) {
            TreeMap<String, String> members = new TreeMap<>();
            object.members().forEach((name, member) -> members.put(name, text(member)));
            return members.toString();
        }
        return value instanceof QmpString string
                ? string.value()
                : codec.format(value, WireFormat.CLIENT).strip();
    }

    private static QemuVersion version(RecordedQemu qemu) {
        QmpObject version = ((QmpObject) qemu.ask("query-version", QmpObject.EMPTY))
                .object("qemu")
                .orElseThrow();
        return QemuVersion.of(new VersionTriple(
                version.integer("major").orElseThrow(),
                version.integer("minor").orElseThrow(),
                version.integer("micro").orElseThrow()));
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, INSTALLED)));
    }
}
