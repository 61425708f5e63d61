package io.qmp.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.shell.Completion.Group;
import io.qmp.shell.ShellSyntax.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaCompleterTest {
    @ParameterizedTest
    @EnumSource(QemuVersion.class)
    void commandsAreOffered(QemuVersion version) {
        assertThat(Lines.complete(version, "query-stat")).contains("query-status");
        assertThat(Lines.complete(version, ""))
                .contains("stop", "transaction(", "exec-oob")
                .doesNotContain("STOP");
        assertThat(Lines.complete(version, "exec-oob migrate-p")).containsExactly("migrate-pause");
        assertThat(Lines.complete(version, "nope ")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(QemuVersion.class)
    void argumentsAreOfferedUnlessTheyWereGiven(QemuVersion version) {
        assertThat(Lines.complete(version, "qom-get ")).containsExactlyInAnyOrder("path=", "property=");
        assertThat(Lines.complete(version, "qom-get path=/ ")).containsExactly("property=");
        assertThat(Lines.complete(version, "qom-get p")).hasSize(2);
        assertThat(Lines.complete(version, "stop ")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(QemuVersion.class)
    void theTagDecidesWhichMembersAUnionHas(QemuVersion version) {
        assertThat(Lines.complete(version, "blockdev-add "))
                .contains("driver=", "node-name=")
                .doesNotContain("backing=");
        assertThat(Lines.complete(version, "blockdev-add driver=qc"))
                .contains("driver=qcow2")
                .allMatch(it -> it.startsWith("driver=qc"));
        assertThat(Lines.complete(version, "blockdev-add driver=qcow2 "))
                .contains("file=", "file.", "backing=")
                .doesNotContain("filename=");
        assertThat(Lines.complete(version, "blockdev-add driver=qcow2 file.driver=file file."))
                .contains("file.filename=")
                .doesNotContain("file.driver=");
        assertThat(Lines.complete(version, "blockdev-add driver=qcow2 file=")).containsExactly("file=live-node");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "block-job-cancel force= | block-job-cancel force=true",
                "qom-list path= | qom-list path=live-qom_path",
                "device_del id= | device_del id=live-device",
                "job-pause id= | job-pause id=live-job",
                "netdev_del id= | netdev_del id=live-netdev",
                "object-del id= | object-del id=live-object",
                "set_link name= | set_link name=live-netdev",
                "eject id= | eject id=live-device",
                "ringbuf-read device= | ringbuf-read device=live-chardev",
                "block-export-del id= | block-export-del id=live-export",
                "x-blockdev-set-iothread node-name=a iothread= | x-blockdev-set-iothread node-name=a iothread=live-iothread",
                "nbd-server-start tls-creds= | nbd-server-start tls-creds=live-object",
                "object-add qom-type=filter-mirror netdev= | object-add qom-type=filter-mirror netdev=live-netdev",
                "chardev-remove id= | chardev-remove id=live-chardev",
                "block_resize node-name= | block_resize node-name=live-node",
                "migrate-set-capabilities | migrate-set-capabilities capabilities[0].",
                "migrate-set-capabilities capabilities[0].cap | migrate-set-capabilities capabilities[0].capability=",
                "migrate-set-capabilities capabilities[0].state=true | migrate-set-capabilities capabilities[0].state=true",
                "transaction( abo | transaction( abort",
                "transaction(abo | transaction(abort",
                "transaction( blockdev-snapshot-sync snap | transaction( blockdev-snapshot-sync snapshot-file=",
            })
    void valuesAndPlacesAreOffered(String typed, String wanted) {
        for (QemuVersion version : QemuVersion.values()) {
            String text = typed.contains(" ") || typed.contains("(") ? typed : typed + " ";
            int start = SchemaCompleter.wordStart(text, text.length());
            assertThat(Lines.complete(version, text))
                    .as("%s of %s", text, version)
                    .map(completion -> text.substring(0, start) + completion)
                    .contains(wanted);
        }
    }

    @Test
    void theWordAtTheCursorIsCompleted() {
        List<Completion> offered =
                Lines.completer(QemuVersion.V11_1).complete("qom-get pa property=x", 10, Lines.SYNTAX);

        assertThat(offered).map(Completion::text).containsExactly("path=");
        assertThat(offered).map(Completion::group).containsExactly(Group.REQUIRED);
    }

    @Test
    void deprecatedAndUnstableAreMarked() {
        assertThat(Lines.completer(QemuVersion.V11_1).complete("", 0, Lines.SYNTAX))
                .anyMatch(Completion::deprecated)
                .anyMatch(Completion::unstable);
    }

    @Test
    void theHumanMonitorHasNoIntrospection() {
        assertThat(Lines.completer(QemuVersion.V11_1).complete("inf", 3, Lines.SYNTAX.with(Mode.HMP)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stop",
                "qom-list path=/machine",
                "blockdev-add driver=qcow2 node-name=123 file.driver=file file.filename=5",
                "blockdev-add driver=raw file=other",
                "blockdev-add {\"driver\": \"raw\", \"file\": \"other\"}",
                "migrate-set-capabilities capabilities=[{'capability': 'events', 'state': True}]",
                "migrate-set-capabilities capabilities[0].capability=events capabilities[0].state=true",
                "block_resize node-name=a size=1048576",
                "device_add driver=virtio-rng-pci id=r some-property=3",
                "exec-oob migrate-pause",
                "transaction( blockdev-snapshot-sync node-name=a snapshot-file=b )",
                "human-monitor-command command-line=\"info block\"",
                "{\"execute\": \"qom-list\", \"arguments\": {\"path\": \"/\"}}",
            })
    void rightLinesAreAccepted(String text) {
        for (QemuVersion version : QemuVersion.values()) {
            assertThat(Lines.completer(version).check(Lines.parse(text)))
                    .as("%s of %s", text, version)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stpo | stpo | there is no command 'stpo'; did you mean stop?",
                "qom-list | qom-list | the member 'path' is missing",
                "qom-list pth=/ | pth | there is no member 'pth', but path",
                "block_resize node-name=a size=4G | 4G | size: must be of the type int, not \"4G\"",
                "block_resize node-name=a size= | size= | size: must be of the type int, not \"\"",
                "migrate-set-capabilities capabilities[0].capability=events capabilities[0].state=5 | 5 | capabilities[0].state: must be of the type bool, not 5",
                "migrate-set-capabilities capabilities[0].capability=nope capabilities[0].state=true | nope | capabilities[0].capability: there is no value 'nope'",
                "blockdev-add driver=raw file.driver=file file.filname=x | file.filname | file: there is no member 'filname'",
                "blockdev-add driver=qcow2 file.driver=file node-name=x | file | file: the member 'filename' is missing",
                "exec-oob stop | stop | is not executed out of band",
                "transaction( abrt ) | abrt | there is no action 'abrt'; did you mean abort?",
                "transaction( blockdev-snapshot-sync nde-name=a snapshot-file=b ) | nde-name | there is no member 'nde-name'",
            })
    void problemsAreFoundAtTheirPlace(String text, String place, String message) {
        for (QemuVersion version : QemuVersion.values()) {
            List<Problem> problems = Lines.completer(version).check(Lines.parse(text));
            assertThat(problems).as("%s of %s", text, version).anySatisfy(problem -> {
                assertThat(problem.message()).startsWith(message);
                assertThat(text.substring(problem.start(), problem.end())).isEqualTo(place);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(QemuVersion.class)
    void aStringStaysAString(QemuVersion version) {
        ShellLine line = Lines.parse("device_del id=123");

        assertThat(LineArguments.read(line, Lines.schema(version)).values())
                .isEqualTo(Lines.CODEC.parse("{\"id\": \"123\"}"));
        assertThat(LineArguments.read(line).values()).isEqualTo(Lines.CODEC.parse("{\"id\": 123}"));
    }
}
