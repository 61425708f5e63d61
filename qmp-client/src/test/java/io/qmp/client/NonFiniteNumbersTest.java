package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Request;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.contracts.ScriptedPeer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON has no infinite numbers, and servers refuse what QEMU writes instead. */
class NonFiniteNumbersTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final QmpClient client = Clients.running(peer, QmpClient.builder());

    /** A command with a number. */
    @CommandName("scale")
    public record Scale(double factor) implements Command<Nothing> {}

    private void refused(CompletableFuture<?> future, double number) {
        peer.loop().runPending();
        WrongStateException refusal = failure(WrongStateException.class, future);
        assertThat(refusal.notSent()).isTrue();
        assertThat(refusal.getMessage()).isEqualTo("scale was not sent: JSON has no number for " + number);
        assertThat(peer.requested()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN})
    void areNotSent(double number) {
        QmpObject arguments = QmpObject.of("deep", new QmpArray(List.of(QmpObject.of("factor", QmpValue.of(number)))));
        refused(client.execute(new Scale(number)), number);
        refused(client.execute("scale", arguments), number);
        refused(client.send(new Request("scale", arguments, null, true)), number);
    }

    @Test
    void nextCommandIsNotAffected() {
        client.execute(new Scale(Double.NaN));
        var next = client.execute(new Scale(0.5));
        assertThat(peer.answer("{}").get("arguments")).isEqualTo(QmpObject.of("factor", QmpValue.of(0.5)));
        Expect.result(next);
    }
}
