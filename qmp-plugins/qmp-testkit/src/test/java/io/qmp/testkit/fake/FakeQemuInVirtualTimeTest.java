package io.qmp.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeQemuInVirtualTimeTest {
    private final FakeQemu qemu =
            FakeQemu.builder().schema(QemuSchema.V10_0).virtualTime().start();
    private final List<Event> events = new ArrayList<>();

    @AfterEach
    void close() {
        qemu.close();
    }

    private QmpClient client() {
        CompletableFuture<QmpClient> connecting = QmpClient.over(qemu.connection());
        qemu.advance(Duration.ZERO);
        QmpClient client = connecting.join();
        client.listen(event -> true, events::add);
        return client;
    }

    private CompletableFuture<QmpValue> ask(QmpClient client, String command) {
        CompletableFuture<QmpValue> asked = client.execute(command, QmpObject.EMPTY);
        qemu.advance(Duration.ZERO);
        return asked;
    }

    @Test
    void expectationsAreAnsweredInTheirOrder() {
        qemu.expect("query-name").returns("{'name': 'one'}");
        qemu.expect("query-name").returns("{'name': 'two'}");
        QmpClient client = client();

        assertThat(ask(client, "query-name").join()).extracting(Json::text).isEqualTo("{\"name\": \"one\"}");
        assertThat(ask(client, "query-name").join()).extracting(Json::text).isEqualTo("{\"name\": \"two\"}");
    }

    @Test
    void stubsAnswerAtAnyTimeTheLatestFirst() {
        qemu.stub("query-name").returns("{'name': 'old'}");
        qemu.stub("query-name").returns("{'name': 'new'}");
        qemu.expect("stop");
        QmpClient client = client();

        assertThat(ask(client, "query-name").join()).extracting(Json::text).isEqualTo("{\"name\": \"new\"}");
        assertThat(ask(client, "query-name").join()).extracting(Json::text).isEqualTo("{\"name\": \"new\"}");
        assertThat(ask(client, "stop").join()).isEqualTo(QmpObject.EMPTY);
    }

    @Test
    void eventsComeBeforeAndBehindTheReplyAsDeclared() {
        qemu.expect("stop").emits("STOP").returns().emits("RESUME");
        QmpClient client = client();
        List<String> order = new ArrayList<>();
        client.listen(event -> true, event -> order.add(event.name()));

        client.execute("stop", QmpObject.EMPTY).thenAccept(result -> order.add("reply"));
        qemu.advance(Duration.ZERO);

        assertThat(order).containsExactly("STOP", "reply", "RESUME");
    }

    @Test
    void aHeldReplyIsGivenByTheTest() {
        HeldReply<QmpValue> reply = qemu.expect("query-name").held();
        CompletableFuture<QmpValue> asked = ask(client(), "query-name");
        assertThat(asked).isNotDone();

        reply.returns("{'name': 'late'}");
        qemu.advance(Duration.ZERO);

        assertThat(asked.join()).extracting(Json::text).isEqualTo("{\"name\": \"late\"}");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> reply.fails("again"));
    }

    @Test
    void aReplyIsNotHeldForEverByTheEnd() {
        qemu.expect("query-name").held();
        CompletableFuture<QmpValue> asked = ask(client(), "query-name");

        qemu.close();

        assertThat(asked).isCompletedExceptionally();
    }

    @Test
    void requestsAreTakenAsTheyCame() {
        qemu.stub("query-name");
        qemu.stub("query-status");
        QmpClient client = client();
        ask(client, "query-name");
        ask(client, "query-status");

        assertThat(qemu.take().command()).isEqualTo("query-name");
        assertThat(qemu.take().command()).isEqualTo("query-status");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(qemu::take);
    }

    @Test
    void anErrorIsRepliedAsDeclared() {
        qemu.expect("device_del", "{'id': 'd0'}").fails("Device 'd0' not found");
        CompletableFuture<QmpValue> asked = client().execute("device_del", QmpObject.of("id", QmpValue.of("d0")));
        qemu.advance(Duration.ZERO);

        assertThat(asked)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(CommandFailedException.class)
                .withMessageContaining("Device 'd0' not found");
    }

    @Test
    void aSchemaRefusesWhatNoQemuSaysWhereItIsDeclared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> qemu.expect("stpo"))
                .withMessage("the schema has no command 'stpo', but 'stop'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> qemu.stub("device_del", "{'name': 'd0'}"))
                .withMessage("device_del: arguments: the member 'id' is missing;"
                        + " arguments: there is no member 'name', but id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> qemu.stub("query-name").returns("{'name': 5}"))
                .withMessage("result of query-name: return.name: must be of the type str, not 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> qemu.emit("STOPPED"))
                .withMessage("event STOPPED: there is no event 'STOPPED'");
        assertThatIllegalArgumentException().isThrownBy(() -> qemu.stub("stop", "[]"));
        assertThatIllegalArgumentException().isThrownBy(() -> qemu.stub("stop", "{"));
    }

    @Test
    void aStorageDaemonHasCommandsOfItsOwn() {
        try (FakeQemu daemon = FakeQemu.builder()
                .schema(QemuSchema.STORAGE_DAEMON_10_0)
                .virtualTime()
                .start()) {
            daemon.stub("block-export-add", "{'type': 'nbd', 'id': 'e0', 'node-name': 'n0'}");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> daemon.stub("device_add"))
                    .withMessage("the schema has no command 'device_add'");
        }
    }

    @Test
    void enumerationsOfResultsMayHaveNewValues() {
        qemu.expect("query-status").returns("{'status': 'sleeping', 'running': false}");

        assertThat(ask(client(), "query-status").join())
                .extracting(Json::text)
                .isEqualTo("{\"status\": \"sleeping\", \"running\": false}");
    }

    @Test
    void theIntrospectionIsAnsweredFromTheSchema() {
        assertThat(ask(client(), "query-qmp-schema").join())
                .extracting(Json::text)
                .asString()
                .contains("\"meta-type\": \"command\"");
    }

    @Test
    void eventsOfTheTestReachTheClient() {
        client();
        qemu.emit("RESET", "{'guest': true, 'reason': 'guest-reset'}");

        assertThat(events).extracting(Event::name).containsExactly("RESET");
    }

    @Test
    void afterARestartItIsTheOtherVersion() {
        client();
        qemu.restart(QemuSchema.V7_2);

        assertThat(qemu.sessions()).isZero();
        assertThat(client().greeting().orElseThrow().version().orElseThrow()).hasToString("7.2.22");
    }
}
