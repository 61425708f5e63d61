package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.Event;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.secret.Redaction;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.client.spi.TrafficTap;
import io.qmp.contracts.ScriptedPeer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final List<QmpMessage> sent = new ArrayList<>();
    private final List<QmpMessage> received = new ArrayList<>();
    private final TrafficTap tap = new TrafficTap() {
        @Override
        public void sent(QmpMessage message) {
            sent.add(message);
        }

        @Override
        public void received(QmpMessage message) {
            received.add(message);
        }
    };

    @Test
    void aTapSeesAllWithoutSecrets() {
        QmpClient client = Clients.running(peer, QmpClient.builder().tap(tap));
        var password = client.execute(
                "set_password", QmpObject.of("protocol", QmpValue.of("vnc"), "password", QmpValue.of("sesame")));
        QmpObject request = peer.next();
        peer.answer(request, "[{\"password\": {\"deep\": 1}}]");
        peer.event("E", "{\"password\": 1}");

        assertThat(((QmpObject) request.get("arguments")).get("password")).isEqualTo(QmpValue.of("sesame"));
        assertThat(password.join().toString()).isEqualTo("[{password={deep=1}}]");
        Request seen = (Request) sent.get(1);
        assertThat(seen.arguments())
                .isEqualTo(QmpObject.of("protocol", QmpValue.of("vnc"), "password", QmpValue.of("***")));
        assertThat(((Reply.Success) received.get(2)).result().toString()).isEqualTo("[{password=\"***\"}]");
        assertThat(((Event) received.get(3)).data()).isEqualTo(QmpObject.of("password", QmpValue.of("***")));
    }

    @Test
    void whoWatchesAndFailsHurtsNobody() {
        TrafficTap failing = new TrafficTap() {
            @Override
            public void sent(QmpMessage message) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void received(QmpMessage message) {
                throw new IllegalStateException("on purpose");
            }
        };
        ClientMetrics failingMetrics = new ClientMetrics() {
            @Override
            public void sent(String command) {
                throw new IllegalStateException("on purpose");
            }
        };
        QmpClient client = Clients.running(
                peer,
                QmpClient.builder()
                        .tap(failing)
                        .tap(tap)
                        .redaction(Redaction.NONE)
                        .metrics(failingMetrics)
                        .stateListener((before, now, cause) -> {
                            throw new IllegalStateException("on purpose");
                        }));
        client.execute("a", QmpObject.EMPTY);
        peer.answer("{}");

        assertThat(sent.size()).isEqualTo(2);
        assertThat(received.size()).isEqualTo(3);
    }
}
