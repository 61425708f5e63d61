package io.qmp.plugin.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionRange;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaChange;
import io.qmp.api.schema.SchemaDiff;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.core.CorePlugin;
import io.qmp.plugin.qemu.command.BlockResize;
import io.qmp.plugin.qemu.event.MemUnplugErrorEvent;
import io.qmp.plugin.qemu.event.PowerdownEvent;
import io.qmp.server.QmpServer;
import io.qmp.server.ServerOptions;
import io.qmp.testkit.LocalServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that knows all commands is the version that it names, in {@code query-qmp-schema} to the letter. */
class IntrospectionTest {
    private final WireCodec codec = WireCodec.installed();

    private static LocalServer server(VersionTriple version) {
        return LocalServer.of(QmpServer.builder()
                .withoutInstalledPlugins()
                .options(ServerOptions.DEFAULT.withVersion(new VersionInfo(version, "")))
                .plugin(new CorePlugin())
                .plugin(QemuCommands.plugin()));
    }

    @ParameterizedTest
    @EnumSource
    void introspectionIsThatOfTheVersion(QemuVersion version) {
        List<QmpValue> recorded = ((QmpArray) codec.parse(version.recorded())).elements();
        try (LocalServer server = server(version.triple())) {
            assertThat(((QmpArray) server.execute("query-qmp-schema", QmpObject.EMPTY)).elements())
                    .isEqualTo(recorded);
        }
    }

    @ParameterizedTest
    @EnumSource
    void commandsAreThoseOfTheVersion(QemuVersion version) {
        List<String> recorded = version.schema(codec).entities().stream()
                .filter(SchemaInfo.Command.class::isInstance)
                .map(SchemaInfo::name)
                .toList();
        try (LocalServer server = server(version.triple())) {
            assertThat(server.server().context().commandNames()).containsExactlyInAnyOrderElementsOf(recorded);
        }
    }

    /**
     * Members and values are those of the version. Of the newest version are the types of members and whether they are
     * optional, what is deprecated, and what has become a union since.
     */
    @ParameterizedTest
    @EnumSource
    void typesAreThoseOfTheVersion(QemuVersion version) {
        Binder binder = codec.newBinder(CompatPolicy.ACCEPT, version.triple());
        Schema derived = binder.introspect(
                QemuTypes.COMMANDS.stream()
                        .filter(type -> VersionRange.of(type).has(version.triple()))
                        .map(type -> binder.lazyCommand(command(type)))
                        .toList(),
                QemuTypes.EVENTS.stream()
                        .filter(type -> VersionRange.of(type).has(version.triple()))
                        .map(binder::lazyEvent)
                        .toList(),
                TypeNames.JAVA);

        assertThat(SchemaDiff.between(version.schema(codec), derived))
                .filteredOn(change -> !change.path().startsWith("query-sev:ret")
                        && !change.path().startsWith("query-block-jobs:ret"))
                .extracting(SchemaChange::kind)
                .isSubsetOf(SchemaChange.Kind.CHANGED, SchemaChange.Kind.DEPRECATED);
    }

    @SuppressWarnings("unchecked") // what the command returns does not matter
    private static <C extends io.qmp.api.command.Command<Object>> Class<C> command(Class<?> type) {
        return (Class<C>) type;
    }

    @Test
    void argumentsAreThoseOfTheVersion() {
        QmpObject stream = QmpObject.of("device", QmpValue.of("d"), "arguments", QmpValue.of("x"));
        assertThat(refusal(QemuVersion.V11_1, "migrate", QmpObject.of("detach", QmpValue.of(true))))
                .isEqualTo("Parameter 'detach' is unexpected");
        assertThat(refusal(QemuVersion.V10_0, "migrate", QmpObject.of("detach", QmpValue.of(true))))
                .isEqualTo("The command migrate is not implemented by this server");
        assertThat(refusal(QemuVersion.V7_2, "query-accelerators", QmpObject.EMPTY))
                .isEqualTo("The command query-accelerators has not been found");
        assertThat(refusal(QemuVersion.V7_2, "query-block", QmpObject.of("flat", QmpValue.of(true))))
                .isEqualTo("Parameter 'flat' is unexpected");
        assertThat(refusal(QemuVersion.V11_1, "block-stream", stream)).isEqualTo("Parameter 'arguments' is unexpected");
    }

    private static String refusal(QemuVersion version, String command, QmpObject arguments) {
        try (LocalServer server = server(version.triple())) {
            server.execute(command, arguments);
            throw new AssertionError(command + " was executed");
        } catch (CommandFailedException e) {
            return e.error().desc();
        }
    }

    @Test
    void versionsBetweenAreTheRecordedOneBefore() {
        assertThat(QemuVersion.of(new VersionTriple(6, 0, 0))).isEqualTo(QemuVersion.V7_2);
        assertThat(QemuVersion.of(new VersionTriple(9, 2, 1))).isEqualTo(QemuVersion.V7_2);
        assertThat(QemuVersion.of(new VersionTriple(10, 0, 99))).isEqualTo(QemuVersion.V10_0);
        assertThat(QemuVersion.of(new VersionTriple(12, 0, 0))).isEqualTo(QemuVersion.LATEST);
        assertThat(QemuVersion.find("10.0")).contains(QemuVersion.V10_0);
        assertThat(QemuVersion.find("9.2")).isEmpty();
    }

    @Test
    @SuppressWarnings("deprecation") // MEM_UNPLUG_ERROR
    void commandsThatNobodyCarriesOutSaySo() {
        try (LocalServer server = server(QemuVersion.LATEST.triple())) {
            assertThatThrownBy(() -> server.execute(new BlockResize(1 << 20)))
                    .isInstanceOfSatisfying(
                            CommandFailedException.class,
                            e -> assertThat(e.error().desc())
                                    .isEqualTo("The command block_resize is not implemented by this server"));
            assertThatThrownBy(() -> server.execute("block_resize", QmpObject.of("size", QmpValue.of("big"))))
                    .isInstanceOfSatisfying(
                            CommandFailedException.class,
                            e -> assertThat(e.error().desc())
                                    .isEqualTo("Invalid parameter type for 'size', expected: integer"));
            server.server().context().emit(new PowerdownEvent());
            server.server().context().emit(new MemUnplugErrorEvent("dimm0", "only 7.2 has this event"));
            assertThat(server.eventNames()).containsExactly("POWERDOWN");
        }
    }
}
