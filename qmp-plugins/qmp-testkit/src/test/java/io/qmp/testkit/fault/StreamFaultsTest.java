package io.qmp.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamFaultsTest extends FaultyServer {
    private static final String NAME = "query-name";

    @BeforeEach
    void declare() {
        qemu.stub(NAME).returns("{'name': 'vm'}");
    }

    @Test
    void messagesInSlicesAreReadWhole() {
        faults.slices(1);
        QmpClient client = connected();

        assertThat(((QmpObject) ask(client, NAME).join()).string("name")).contains("vm");
    }

    @Test
    void everythingComesLaterAndInOrder() {
        QmpClient client = connected();
        faults.latency(Duration.ofSeconds(1), Duration.ofSeconds(1));
        CompletableFuture<QmpValue> first = ask(client, NAME);
        CompletableFuture<QmpValue> second = ask(client, NAME);
        assertThat(first).isNotDone();

        qemu.advance(Duration.ofSeconds(4));

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void aNarrowConnectionTakesItsTime() {
        QmpClient client = connected();
        faults.bandwidth(20);
        CompletableFuture<QmpValue> asked = ask(client, NAME);
        qemu.advance(Duration.ofSeconds(1));
        assertThat(asked).isNotDone();

        qemu.advance(Duration.ofSeconds(5));

        assertThat(asked).isCompleted();
    }

    @Test
    void whatIsHeldBackIsSentWhenTheFaultsEnd() {
        QmpClient client = connected();
        faults.stall();
        CompletableFuture<QmpValue> asked = ask(client, NAME);
        assertThat(asked).isNotDone();

        faults.clear();
        run();

        assertThat(asked).isCompleted();
    }

    @Test
    void aServerThatDoesNotReadAnswersWhenItDoes() {
        QmpClient client = connected();
        faults.stopReading();
        run();
        CompletableFuture<QmpValue> asked = ask(client, NAME);
        assertThat(asked).isNotDone();

        faults.clear();
        run();

        assertThat(asked).isCompleted();
    }

    @Test
    void aConnectionCutInTheMiddleIsReported() {
        QmpClient client = connected();
        faults.cutAfterBytes(17);

        assertThat(failure(ask(client, NAME))).isInstanceOf(ConnectionLostException.class);
        assertThat(client.closed()).isDone();
    }

    @Test
    void whatNoQemuSendsIsSentAsItIs() {
        QmpClient client = connected();
        faults.send("{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"NEW_EVENT\"}\r\n");
        run();

        assertThat(eventNames()).containsExactly("NEW_EVENT");
        assertThat(ask(client, NAME)).isCompleted();
    }

    @Test
    void anEventWithoutDataIsAnEvent() {
        faults.event("RESET").without("data").without("timestamp");
        connected();
        qemu.emit("RESET", "{'guest': true, 'reason': 'guest-reset'}");

        assertThat(eventNames()).containsExactly("RESET");
    }

    @Test
    void resetConnectionsAreLost() {
        QmpClient client = connected();
        faults.reset();
        run();

        assertThat(client.closed()).isDone();
    }

    @Test
    void limitsBelowOneAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> faults.slices(0));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.bandwidth(0));
    }
}
