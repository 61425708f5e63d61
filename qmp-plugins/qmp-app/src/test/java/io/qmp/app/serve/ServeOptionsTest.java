package io.qmp.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.server.OutputLimit;
import io.qmp.server.OutputLimit.Overflow;
import io.qmp.server.ServerOptions;
import io.qmp.server.TimeLimits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServeOptionsTest {
    @Test
    void listensOnTheWellKnownPortUnlessToldOtherwise() {
        assertThat(parse().monitors())
                .extracting(MonitorSpec::chardev)
                .containsExactly(
                        new Chardev.Socket(QmpAddress.tcp("localhost", 4444), true, false, ListenOptions.DEFAULT));
        assertThat(parse("-qmp", "stdio").monitors())
                .extracting(MonitorSpec::chardev)
                .containsExactly(new Chardev.Stdio());
    }

    @Test
    void behavesAsTheCurrentQemuUnlessToldOtherwise() {
        assertThat(parse().server())
                .isEqualTo(ServerOptions.DEFAULT
                        .withVersion(parse().server().version())
                        .withTimeLimits(TimeLimits.DEFAULT.withoutNegotiation()));
        assertThat(parse("--set-version", "7.2.1").server().version().qemu()).isEqualTo(new VersionTriple(7, 2, 1));
        assertThat(parse("--behave-as", "10.0").server().version().qemu()).isEqualTo(new VersionTriple(10, 0, 13));
        assertThat(parse().server().version().qemu()).isEqualTo(new VersionTriple(11, 1, 3));
    }

    @Test
    void setsPolicyAndNames() {
        ServerOptions server = parse(
                        "-compat",
                        "deprecated-input=reject",
                        "-compat",
                        "unstable-input=reject",
                        "--schema-names",
                        "java")
                .server();

        assertThat(server.compat())
                .isEqualTo(CompatParser.parse("deprecated-input=reject,unstable-input=reject", CompatPolicy.ACCEPT));
        assertThat(server.typeNames()).isEqualTo(TypeNames.JAVA);
    }

    @Test
    void knowsAllCommandsIfToldSo() {
        assertThat(parse().knowsAllCommands()).isFalse();
        assertThat(parse("--commands", "qemu").knowsAllCommands()).isTrue();
        assertThatThrownBy(() -> parse("--commands", "all")).hasMessageContaining("expected qemu, got 'all'");
    }

    @Test
    void setsLimits() {
        ServerOptions server = parse(
                        "--max-token-bytes", "10", "--max-message-bytes", "20", "--output-limit", "30,drop-events")
                .server();

        assertThat(server.readerLimits().tokenBytes()).isEqualTo(10);
        assertThat(server.readerLimits().messageBytes()).isEqualTo(20);
        assertThat(server.outputLimit()).isEqualTo(new OutputLimit(30, Overflow.DROP_EVENTS));
        assertThat(parse("--output-limit", "40").server().outputLimit())
                .isEqualTo(new OutputLimit(40, Overflow.DISCONNECT));
    }

    @Test
    void collectsPlugins() {
        ServeOptions options = parse("--plugins", "a", "--without-plugin", "x", "--plugins", "b");

        assertThat(options.pluginDirectories()).containsExactly(Path.of("a"), Path.of("b"));
        assertThat(options.withoutPlugins()).containsExactly("x");
    }

    @Test
    void takesQemusOptionsWithTwoDashes() {
        assertThat(parse("--qmp", "unix:/a", "--chardev", "stdio,id=c", "--mon", "c,mode=control")
                        .monitors())
                .hasSize(2);
    }

    @Test
    void leavesTheRestToTheMachine() {
        assertThat(parse("-name", "vm", "-qmp", "stdio", "-S", "-v").machine()).containsExactly("-name", "vm", "-S");
    }

    private static ServeOptions parse(String... words) {
        return ServeOptions.parse(List.of(words));
    }
}
