package io.qmp.client;

import static io.qmp.client.Expect.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.Lenience;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.contracts.ScriptedPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a type of a result does not know is handed over on request. */
class UnknownMembersTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final QmpClient client = Clients.running(peer, QmpClient.builder());
    private final TestCommands.Echo echo = new TestCommands.Echo("a", null);

    @Test
    void unknownMembersComeWithPlaceAndValue() {
        List<Lenience> unknown = new ArrayList<>();
        var echoed = client.execute(echo, CallOptions.DEFAULT.withLenience(unknown::add));
        peer.answer("{\"later\": {\"b\": 1, \"a\": 2}, \"text\": \"x\"}");

        assertThat(result(echoed)).isEqualTo(new TestCommands.Echoed("x"));
        QmpValue later = QmpObject.of("b", QmpValue.of(1), "a", QmpValue.of(2));
        assertThat(unknown)
                .isEqualTo(List.of(new Lenience(Lenience.What.DROPPED, "echo", "later", Optional.of(later))));
    }

    @Test
    void absentMembersAreReported() {
        List<Lenience> absent = new ArrayList<>();
        client.execute(echo, CallOptions.DEFAULT.withLenience(absent::add));
        peer.answer("{}");
        assertThat(absent).isEqualTo(List.of(new Lenience(Lenience.What.ABSENT, "echo", "text", Optional.empty())));
    }

    @Test
    void listenerThatThrowsCostsNothing() {
        var echoed = client.execute(echo, CallOptions.DEFAULT.withLenience(departure -> {
            throw new AssertionError("on purpose");
        }));
        peer.answer("{\"later\": 1, \"text\": \"x\"}");
        assertThat(result(echoed)).isEqualTo(new TestCommands.Echoed("x"));
    }
}
