package io.qmp.testkit.fake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QgaClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fake agent and our client of agents. */
class FakeAgentTest {
    private final FakeAgent agent = FakeAgent.builder().virtualTime().start();

    @AfterEach
    void close() {
        agent.close();
    }

    private CompletableFuture<QgaClient> connecting() {
        CompletableFuture<QgaClient> connecting = QgaClient.over(agent.connection());
        agent.advance(Duration.ZERO);
        return connecting;
    }

    private CompletableFuture<QmpValue> ask(QgaClient client, String command) {
        CompletableFuture<QmpValue> asked = client.execute(command, QmpObject.EMPTY);
        agent.advance(Duration.ZERO);
        return asked;
    }

    private static Throwable failure(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        return catchThrowable(future::join).getCause();
    }

    @Test
    void clientsSynchronizeAndAreAnswered() {
        agent.expect("guest-get-host-name").returns("{'host-name': 'vm'}");
        QgaClient client = connecting().join();

        assertThat(agent.take().command()).isEqualTo("guest-sync-delimited");
        assertThat(ask(client, "guest-get-host-name").join()).hasToString("{host-name=\"vm\"}");
        assertThat(ask(client, "guest-ping").join()).isEqualTo(QmpObject.EMPTY);
        assertThat(agent.takeAll()).hasSize(2);
    }

    @Test
    void junkBeforeTheAnswerIsSkipped() {
        agent.junk("{\"return\": {\"half a reply of an earlier client");
        QgaClient client = connecting().join();
        agent.junk("\": 1}\n");
        CompletableFuture<Void> synced = client.sync();
        agent.advance(Duration.ZERO);

        assertThat(synced).isCompleted();
        assertThat(ask(client, "guest-ping")).isCompleted();
    }

    @Test
    void aSyncIsEchoed() {
        QgaClient client = connecting().join();
        CompletableFuture<QmpValue> echo = client.execute("guest-sync", QmpObject.of("id", QmpValue.of(77)));
        agent.advance(Duration.ZERO);

        assertThat(echo.join()).isEqualTo(QmpValue.of(77));
        assertThat(failure(ask(client, "guest-sync"))).hasMessageContaining("Parameter 'id' is missing");
    }

    @Test
    void aCommandThatNeverAnswersIsSilenceForTheClient() {
        agent.expect("guest-shutdown").never();
        QgaClient client = connecting().join();
        CompletableFuture<Void> silent = client.executeSilent("guest-shutdown", QmpObject.EMPTY, Duration.ofSeconds(5));
        agent.advance(Duration.ofSeconds(4));
        assertThat(silent).isNotDone();

        agent.advance(Duration.ofSeconds(1));

        assertThat(silent).isCompleted();
    }

    @Test
    void aDisabledCommandFailsAndIsReported() {
        agent.disable("guest-exec");
        QgaClient client = connecting().join();

        assertThat(failure(ask(client, "guest-exec")))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("Command guest-exec has been disabled");
        assertThat(ask(client, "guest-info").join().toString())
                .contains("{enabled=false, name=\"guest-exec\"")
                .contains("{enabled=true, name=\"guest-ping\"");
    }

    @Test
    void anErrorIsRepliedAsDeclared() {
        agent.stub("guest-fsfreeze-freeze").fails("frozen already");

        assertThat(failure(ask(connecting().join(), "guest-fsfreeze-freeze"))).hasMessageContaining("frozen already");
    }

    @Test
    void whatAnEarlierClientHasLeftIsForgottenBySync() {
        var rude = agent.connection();
        rude.write(US_ASCII.encode("{\"execute\": \"guest-pi"));
        rude.flush();
        agent.advance(Duration.ZERO);
        CompletableFuture<QgaClient> waiting = connecting();
        assertThat(waiting).isNotDone();
        rude.close();
        agent.advance(Duration.ZERO);

        assertThat(ask(waiting.join(), "guest-ping")).isCompleted();
    }

    @Test
    void anAgentThatIsRestartedLosesItsClient() {
        agent.expect("guest-file-open").never();
        CompletableFuture<QmpValue> asked = ask(connecting().join(), "guest-file-open");
        agent.restart();
        agent.advance(Duration.ZERO);

        assertThat(failure(asked)).isInstanceOf(ConnectionLostException.class);
        assertThat(connecting()).isCompleted();
    }

    @Test
    void anAgentThatSaysNothingIsGivenUp() {
        agent.stub("guest-sync-delimited").never();
        CompletableFuture<QgaClient> connecting = connecting();
        agent.advance(Duration.ofHours(1));

        assertThat(failure(connecting)).isInstanceOf(NegotiationException.class);
    }

    @Test
    void faultsAreThoseOfTheFakeQemu() {
        QgaClient client = connecting().join();
        agent.faults().reply("guest-ping").cutAfter(3);

        assertThat(failure(ask(client, "guest-ping"))).isInstanceOf(ConnectionLostException.class);
        agent.faults().reply("guest-sync-delimited").late(Duration.ofSeconds(1));
        CompletableFuture<QgaClient> late = connecting();
        assertThat(late).isNotDone();
        agent.advance(Duration.ofSeconds(1));
        assertThat(late).isCompleted();
    }

    @Test
    void commandsThatNoAgentHasAreRefusedWhereTheyAreDeclared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> agent.stub("guest-pnig"))
                .withMessage("the agent has no command 'guest-pnig', but 'guest-ping'");
        assertThatIllegalArgumentException().isThrownBy(() -> agent.disable("query-status"));
        assertThatIllegalArgumentException().isThrownBy(() -> agent.stub("guest-ping", "[]"));
    }

    @Test
    void whatIsNotDeclaredIsReportedAtTheEnd() {
        try (FakeAgent own = FakeAgent.builder().virtualTime().lenient().start()) {
            own.expect("guest-own");
            CompletableFuture<QgaClient> connecting = QgaClient.over(own.connection());
            own.advance(Duration.ZERO);
            connecting.join().execute("guest-get-time", QmpObject.EMPTY);
            connecting.join().execute("qmp_capabilities", QmpObject.EMPTY);
            own.advance(Duration.ZERO);

            assertThat(catchThrowable(own::close).getMessage().replaceAll("java:[0-9]+", "java:N"))
                    .isEqualTo("""
                            unexpected: guest-get-time
                            unexpected: qmp_capabilities
                            not received: expect guest-own at FakeAgentTest.java:N""");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = QemuSchema.class,
            names = {"V7_2", "V10_0", "V11_1"})
    void everyVersionHasAnAgent(QemuSchema version) {
        try (FakeAgent own = FakeAgent.builder().version(version).start()) {
            QgaClient client = QgaClient.connect(own.address()).join();
            QmpObject info =
                    (QmpObject) client.execute("guest-info", QmpObject.EMPTY).join();

            assertThat(info.string("version").orElseThrow())
                    .isEqualTo(version.version().qemu().toString());
            client.close().join();
        }
    }

    @Test
    void aFreePortIsReported() {
        try (FakeAgent own =
                FakeAgent.builder().address(QmpAddress.parse("tcp:127.0.0.1:0")).start()) {
            QgaClient client = QgaClient.connect(own.address()).join();
            client.sync().join();
            client.close().join();
        }
    }
}
