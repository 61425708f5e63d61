package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.ServingImage.Fault;
import io.qmp.app.process.Signals;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code qmp serve} ends in time and with the right status, whatever a plugin does: with real signals. */
@EnabledOnOs(OS.LINUX)
class EndIT {
    /** The least grace there is, so that a forced end comes soon. */
    private static final int SHORT = 2;

    /** Longer than any test waits: what ends within it was not forced. */
    private static final int LONG = 3600;

    @TempDir
    static Path plugins;

    @TempDir
    Path directory;

    @BeforeAll
    static void compile() throws IOException {
        PluginJar.compile(Path.of("src/test/plugins/faults"), plugins.resolve("faults.jar"));
    }

    private ServingImage start(int grace, String... faults) throws IOException {
        String[] properties = new String[faults.length];
        for (int i = 0; i < faults.length; i++) {
            properties[i] = "-Dfault." + faults[i];
        }
        return ServingImage.start(directory.resolve("qmp"), plugins, grace, properties);
    }

    @Test
    void whatPluginsThrowAtTheEndIsLogged() throws Exception {
        try (ServingImage server =
                start(LONG, "shuttingDown=THROW", "close=THROW").listening()) {
            server.signal("TERM");

            assertThat(server.status()).isZero();
            assertThat(server.errors()).contains("failed in shuttingDown", "failed in close");
        }
    }

    /**
     * Given up after the server's share of the grace, or ended by the limit of the whole program if that comes first.
     */
    @ParameterizedTest
    @CsvSource({"shuttingDown, HANG", "close, SPIN"})
    void aPluginThatDoesNotReturnAtTheEndIsGivenUp(String method, Fault fault) throws Exception {
        try (ServingImage server = start(SHORT, method + "=" + fault).listening()) {
            server.signal("TERM");

            assertForced(server);
            assertThat(server.errors()).contains(fault + " in " + method);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"HANG", "SPIN"})
    void aBlockedLoopDoesNotKeepTheProgram(Fault fault) throws Exception {
        try (ServingImage server = start(SHORT).listening()) {
            server.misbehave("loop", fault);
            server.signal("TERM");

            assertForced(server);
        }
    }

    @Test
    void aWorkerThatHangsDoesNotKeepTheProgram() throws Exception {
        try (ServingImage server = start(SHORT).listening()) {
            server.misbehave("worker", Fault.HANG);
            server.signal("TERM");

            assertForced(server);
        }
    }

    @Test
    void aCommandThatIsNotAnsweredDoesNotKeepTheProgram() throws Exception {
        try (ServingImage server = start(SHORT).listening();
                RawClient client = server.client()) {
            client.send("{\"execute\": \"__io.qmp_never\"} {\"execute\": \"query-version\"}");
            server.signal("TERM");

            assertForced(server);
        }
    }

    private static void assertForced(ServingImage server) throws InterruptedException {
        assertThat(server.status()).as(server.errors()).isIn(0, Signals.STATUS + 15);
    }

    @Test
    void aShutdownHookThatHangsDoesNotKeepTheProgram() throws Exception {
        try (ServingImage server = start(LONG, "hook=HANG").listening()) {
            server.signal("TERM");

            assertThat(server.status()).isZero();
            assertThat(server.errors()).contains("HANG in hook");
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, INT, 130", "HUP, TERM, 143"})
    void aSecondSignalEndsTheProgramAtOnce(String first, String second, int status) throws Exception {
        try (ServingImage server = start(LONG, "shuttingDown=HANG").listening()) {
            server.signal(first);
            server.waitFor("HANG in shuttingDown");
            server.signal(second);

            assertThat(server.status()).isEqualTo(status);
        }
    }

    @Test
    void aSecondSignalEndsTheProgramThoughItsLoopIsBlocked() throws Exception {
        try (ServingImage server = start(LONG).listening()) {
            server.misbehave("loop", Fault.SPIN);
            server.signal("TERM");
            server.signal("INT");

            assertThat(server.status()).isIn(130, 143); // the system may deliver them in either order
        }
    }

    @ParameterizedTest
    @CsvSource({"loop, EXIT", "loop, EXIT_IN_A_THREAD", "worker, EXIT"})
    void exitOfAHandlerIsTheStatus(String command, Fault fault) throws Exception {
        try (ServingImage server = start(LONG).listening()) {
            server.misbehave(command, fault);

            assertThat(server.status()).isEqualTo(3);
        }
    }

    @Test
    void exitInRegisterIsTheStatus() throws Exception {
        try (ServingImage server = start(LONG, "register=EXIT")) {
            assertThat(server.status()).as(server.errors()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shuttingDown", "close"})
    void exitAtTheEndIsTheStatus(String method) throws Exception {
        try (ServingImage server = start(LONG, method + "=EXIT").listening()) {
            server.signal("TERM");

            assertThat(server.status()).isEqualTo(3);
        }
    }

    @Test
    void exitIsTheStatusThoughAShutdownHookHangs() throws Exception {
        try (ServingImage server = start(LONG, "hook=HANG").listening()) {
            server.misbehave("worker", Fault.EXIT);

            assertThat(server.status()).isEqualTo(3);
        }
    }

    @Test
    void exitIsTheStatusThoughAHookHangsAndASignalComes() throws Exception {
        try (ServingImage server = start(LONG, "hook=HANG").listening()) {
            server.misbehave("loop", Fault.EXIT);
            server.waitFor("HANG in hook");
            server.signal("TERM");

            assertThat(server.status()).isEqualTo(3);
        }
    }

    @Test
    void pluginsFindModulesOfTheJdkThatTheProgramDoesNotUse() throws Exception {
        try (ServingImage server = start(LONG).listening();
                RawClient client = server.client()) {
            assertThat(client.ask("{\"execute\": \"__io.qmp_sql\"}")).isEqualTo("{\"return\": {\"any\": false}}");
        }
    }
}
