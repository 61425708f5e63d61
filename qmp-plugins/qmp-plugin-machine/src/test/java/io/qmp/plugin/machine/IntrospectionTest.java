package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.TypeNames;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaChange;
import io.qmp.api.schema.SchemaDiff;
import io.qmp.api.schema.SchemaElement;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.core.CorePlugin;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineOptions;
import io.qmp.plugin.qemu.QemuCommands;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.server.QmpServer;
import io.qmp.server.QmpServerBuilder;
import io.qmp.server.ServerOptions;
import io.qmp.testkit.LocalServer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The machine is introspected as QEMU is. */
class IntrospectionTest {
    private final WireCodec codec = WireCodec.installed();
    private final Schema recorded = QemuCommands.schema(codec);

    /** The recorded entities come first, and the machine's own follow. */
    @Test
    void carryingCommandsOutDoesNotChangeHowTheyAreDescribed() {
        List<SchemaInfo> told = introspection(
                new CorePlugin(),
                new MachinePlugin(MachineConfig.builder().guestCommands(true).build()),
                QemuCommands.plugin());
        List<SchemaInfo> others = new ArrayList<>(told);
        others.removeAll(recorded.entities());

        assertThat(told).containsSubsequence(recorded.entities());
        assertThat(told).hasSize(others.size() + recorded.entities().size());
        assertThat(names(others).filter(name -> !Character.isDigit(name.charAt(0))))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("__io.qmp_"));
    }

    /** Names, numbers of types and order included, whatever the board is. */
    @ParameterizedTest
    @CsvSource({"V7_2, q35", "V10_0, q35", "V11_1, q35", "V7_2, none", "V7_2, microvm", "V7_2, pc"})
    void theMachineSaysWhatQemuSays(QemuVersion version, String board) {
        List<SchemaInfo> entities = introspection(
                version,
                TypeNames.MASKED,
                new CorePlugin(),
                new MachinePlugin(MachineOptions.parse(List.of("-machine", board))));

        assertThat(entities).isEqualTo(version.schema(codec).entities());
    }

    /** What the server checks follows from its types; where the recorded introspection differs, the page says why. */
    @ParameterizedTest
    @EnumSource(QemuVersion.class)
    void argumentsAreReadAsTheIntrospectionSays(QemuVersion version) {
        Schema derived = new Schema(introspection(version, TypeNames.JAVA, new CorePlugin(), new MachinePlugin()));
        List<String> differences = SchemaDiff.between(version.schema(codec), derived).stream()
                .filter(change -> change.kind() != SchemaChange.Kind.REMOVED || !isWhole(change))
                .map(SchemaChange::toString)
                .toList();

        assertThat(differences).containsExactlyInAnyOrderElementsOf(listed(version));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        V7_2  | migrate          | ""          | Parameter 'uri' is missing
        V7_2  | migrate-incoming | ""          | Parameter 'uri' is missing
        V7_2  | block-export-add | 'type': 'nbd', 'id': 'e', 'node-name': 'n', 'iothread': ['i'] | Invalid parameter type for 'iothread', expected: string
        V10_0 | block-export-add | 'type': 'nbd', 'id': 'e', 'node-name': 'n', 'iothread': ['i'] | Invalid parameter type for 'iothread', expected: string
        V11_1 | block-export-add | 'type': 'nbd', 'id': 'e', 'node-name': 'n', 'iothread': ['i'] | Cannot find device='' nor node-name='n'
        """)
    void commandsRefuseWhatTheirVersionDoesNotTake(QemuVersion version, String command, String arguments, String text) {
        try (MachineUnderTest machine = MachineUnderTest.as(version)) {
            assertThat(machine.tell("{'execute': '%s', 'arguments': {%s}}"
                            .formatted(command, arguments)
                            .replace('\'', '"')))
                    .containsExactly("{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}");
        }
    }

    private static List<SchemaInfo> introspection(QmpPlugin... plugins) {
        return introspection(QemuVersion.LATEST, TypeNames.MASKED, plugins);
    }

    private static List<SchemaInfo> introspection(QemuVersion version, TypeNames names, QmpPlugin... plugins) {
        QmpServerBuilder builder = QmpServer.builder()
                .options(ServerOptions.DEFAULT
                        .withVersion(new VersionInfo(version.triple(), ""))
                        .withTypeNames(names))
                .withoutInstalledPlugins();
        List.of(plugins).forEach(builder::plugin);
        try (LocalServer server = LocalServer.of(builder)) {
            return server.server().context().schema().entities();
        }
    }

    private static Stream<String> names(List<SchemaInfo> entities) {
        return entities.stream().map(SchemaInfo::name);
    }

    private static boolean isWhole(SchemaChange change) {
        return change.element() == SchemaElement.COMMAND || change.element() == SchemaElement.EVENT;
    }

    /** The differences that the page lists for a version. */
    private static List<String> listed(QemuVersion version) {
        Pattern row = Pattern.compile("(?m)^\\| ([0-9., ]+) \\| (`.*`) \\| [^|]{5,} \\|$");
        return row.matcher(MachinePage.section("## Introspection"))
                .results()
                .filter(found -> List.of(found.group(1).split(", ")).contains(version.label()))
                .flatMap(found -> MachinePage.quoted(found.group(2)))
                .toList();
    }
}
