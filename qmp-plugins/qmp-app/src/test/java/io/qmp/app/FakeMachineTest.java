package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import io.qmp.testkit.fake.FakeQemu;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A fake QEMU whose commands go to the reference machine unless the test declares them. */
class FakeMachineTest {
    private final FakeQemu qemu = FakeQemu.builder().machine().virtualTime().start();

    private CompletableFuture<QmpValue> ask(String command) {
        CompletableFuture<QmpClient> connecting = QmpClient.over(qemu.connection());
        qemu.advance(Duration.ZERO);
        QmpClient client = connecting.join();
        CompletableFuture<QmpValue> asked = client.execute(command, QmpObject.EMPTY);
        qemu.advance(Duration.ZERO);
        client.close();
        return asked;
    }

    @Test
    void theMachineAnswersWhatIsNotDeclared() {
        qemu.stub("query-name").returns("{'name': 'declared'}");

        assertThat(ask("query-name").join()).hasToString("{name=\"declared\"}");
        assertThat(((QmpObject) ask("query-status").join()).string("status")).contains("running");
        ask("stop").join();
        assertThat(((QmpObject) ask("query-status").join()).string("status")).contains("paused");
        qemu.close();
    }

    @Test
    void whatTheMachineLacksIsUnexpected() {
        assertThat(ask("no-such-command")).isCompletedExceptionally();

        assertThatThrownBy(qemu::close).isInstanceOf(AssertionError.class).hasMessage("unexpected: no-such-command");
    }
}
