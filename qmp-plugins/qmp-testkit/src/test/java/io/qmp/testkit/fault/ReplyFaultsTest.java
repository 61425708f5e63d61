package io.qmp.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.error.QmpException;
import io.qmp.api.value.QmpDouble;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplyFaultsTest extends FaultyServer {
    private static final String NAME = "query-name";
    private static final String UUID = "query-uuid";

    @BeforeEach
    void declare() {
        qemu.stub(NAME).returns("{'name': 'vm'}");
        qemu.stub(UUID).returns("{'UUID': '1'}");
    }

    private void answersNow(QmpClient client) {
        assertThat(ask(client, NAME)).isCompleted();
    }

    @Test
    void aReplyThatNeverComesEndsInATimeout() {
        faults.reply(NAME).never();
        QmpClient client = connected();
        CompletableFuture<QmpValue> asked = ask(client, NAME);
        assertThat(asked).isNotDone();

        qemu.advance(LONG);

        assertThat(failure(asked)).isInstanceOf(CommandTimeoutException.class).hasMessageContaining(NAME);
    }

    @Test
    void aLateReplyIsWaitedFor() {
        faults.reply(NAME).late(Duration.ofSeconds(5));
        CompletableFuture<QmpValue> asked = ask(connected(), NAME);
        assertThat(asked).isNotDone();

        qemu.advance(Duration.ofSeconds(5));

        assertThat(asked).isCompleted();
    }

    @Test
    void ofTwoRepliesTheFirstCounts() {
        faults.reply(NAME).twice();
        QmpClient client = connected();

        assertThat(ask(client, NAME)).isCompleted();
        answersNow(client);
    }

    @Test
    void swappedRepliesFindTheirCommands() {
        faults.reply(NAME).swapped();
        QmpClient client = connected();
        CompletableFuture<QmpValue> name = ask(client, NAME);
        assertThat(name).isNotDone();

        CompletableFuture<QmpValue> uuid = ask(client, UUID);

        assertThat(((QmpObject) name.join()).string("name")).contains("vm");
        assertThat(((QmpObject) uuid.join()).string("UUID")).contains("1");
    }

    @Test
    void aReplyWithAnotherIdIsNotTakenForIt() {
        faults.reply(NAME).with("id", "'other'");
        QmpClient client = connected();
        CompletableFuture<QmpValue> asked = ask(client, NAME);

        assertThat(asked).isNotDone();
        answersNow(client);
        qemu.advance(LONG);
        assertThat(failure(asked)).isInstanceOf(CommandTimeoutException.class);
    }

    @Test
    void anErrorWithoutIdDoesNotHoldUpTheClient() {
        faults.reply(NAME).fails("broken").without("id");
        QmpClient client = connected();
        CompletableFuture<QmpValue> asked = ask(client, NAME);
        qemu.advance(LONG);

        assertThat(failure(asked)).isInstanceOf(QmpException.class);
    }

    @Test
    void anErrorWithoutClassIsAnErrorStill() {
        faults.reply(NAME).fails("broken").without("error.class");

        assertThat(failure(ask(connected(), NAME)))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("broken");
    }

    @Test
    void unknownMembersDoNotMatter() {
        faults.reply(NAME).with("return.new", "[1]").with("more", "1");

        assertThat(((QmpObject) ask(connected(), NAME).join()).string("name")).contains("vm");
    }

    @Test
    void aNumberThatIsNoneIsRead() {
        faults.reply(NAME).with("return", "5").changed(text -> text.replace("\"return\": 5", "\"return\": nan"));
        QmpClient client = connected();
        CompletableFuture<QmpValue> asked = ask(client, NAME);

        assertThat(asked.isDone()).isTrue();
        answersNow(client);
    }

    @Test
    void aReplyWithoutIdIsNotTakenForTheCommand() {
        faults.reply(NAME).without("id");
        QmpClient client = connected();
        CompletableFuture<QmpValue> asked = ask(client, NAME);

        assertThat(asked).isNotDone();
        answersNow(client);
        qemu.advance(LONG);
        assertThat(failure(asked)).isInstanceOf(QmpException.class);
    }

    @Test
    void anInfiniteNumberIsRead() {
        faults.reply(NAME).with("return", "5").changed(text -> text.replace("\"return\": 5", "\"return\": inf"));

        assertThat(ask(connected(), NAME).join()).isEqualTo(new QmpDouble(Double.POSITIVE_INFINITY));
    }

    @Test
    void aReplyThatIsNoJsonFailsItsCommandAndTheClientGoesOn() {
        faults.reply(NAME).changed(text -> "{\"return\": {]\r\n");
        QmpClient client = connected();
        CompletableFuture<QmpValue> asked = ask(client, NAME);

        assertThat(failure(asked)).isInstanceOf(ProtocolViolationException.class);
        answersNow(client);
    }

    @Test
    void badUtf8CostsNoMoreThanItsText() {
        faults.reply(NAME).changed(text -> text.replace("vm", "v\u00ff\u00fe"));
        QmpClient client = connected();

        ask(client, NAME);
        answersNow(client);
    }

    @Test
    void aReplyOfTenMegabytesIsRead() {
        faults.reply(NAME).padded(10_000_000);

        assertThat(ask(connected(), NAME)).isCompleted();
    }

    @Test
    void aConnectionCutWithinAReplyIsReported() {
        faults.reply(NAME).cutAfter(10);
        CompletableFuture<QmpValue> asked = ask(connected(), NAME);

        assertThat(failure(asked)).isInstanceOf(ConnectionLostException.class);
    }

    @Test
    void aConnectionThatIsResetIsReported() {
        faults.reply(NAME).resets();
        CompletableFuture<QmpValue> asked = ask(connected(), NAME);

        assertThat(failure(asked)).isInstanceOf(ConnectionLostException.class);
    }

    @Test
    void quitMayEndWithoutAReply() {
        qemu.stub("quit").quits();
        faults.reply("quit").closes();
        QmpClient client = connected();
        CompletableFuture<QmpValue> asked = ask(client, "quit");

        assertThat(asked.isDone()).isTrue();
        assertThat(client.closed()).isDone();
    }

    @Test
    void aMonitorThatDiesSilentlyIsFoundByTheIdleProbe() {
        qemu.stub("query-version").returns("{'qemu': {'major': 10, 'minor': 0, 'micro': 0}, 'package': ''}");
        CompletableFuture<QmpClient> connecting = builder()
                .idleProbe(Duration.ofSeconds(30), Duration.ofSeconds(10))
                .over(qemu.connection());
        run();
        QmpClient client = connecting.join();
        faults.stall();

        qemu.advance(LONG);

        assertThat(client.closed()).isDone();
    }
}
