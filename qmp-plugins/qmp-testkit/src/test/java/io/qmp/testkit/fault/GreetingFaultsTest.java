package io.qmp.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.QmpException;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GreetingFaultsTest extends FaultyServer {
    @Test
    void withoutAGreetingTheClientGivesUp() {
        faults.greeting().never();
        CompletableFuture<QmpClient> connecting = connecting();
        assertThat(connecting).isNotDone();

        qemu.advance(LONG);

        assertThat(failure(connecting)).isInstanceOf(QmpException.class).hasMessageContaining("did not greet");
    }

    @Test
    void aSlowGreetingIsWaitedFor() {
        faults.greeting().late(Duration.ofSeconds(2));
        CompletableFuture<QmpClient> connecting = connecting();
        assertThat(connecting).isNotDone();

        qemu.advance(Duration.ofSeconds(2));

        assertThat(connecting).isCompleted();
    }

    @Test
    void anEventBeforeTheGreetingIsTaken() {
        faults.greeting().after("{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"RESUME\"}\r\n");

        connected();

        assertThat(eventNames()).containsExactly("RESUME");
    }

    @Test
    void anEventWithinNegotiationIsTaken() {
        faults.reply("qmp_capabilities")
                .after("{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"RESUME\"}\r\n");

        connected();

        assertThat(eventNames()).containsExactly("RESUME");
    }

    @Test
    void aGreetingWithoutVersionIsEnough() {
        faults.greeting().without("QMP.version");

        assertThat(connected().greeting().orElseThrow().version()).isEmpty();
    }

    @Test
    void unknownMembersOfTheGreetingDoNotMatter() {
        faults.greeting().with("QMP.new", "{'a': 1}").with("more", "true");

        connected();
    }

    @Test
    void aRefusedNegotiationIsReported() {
        faults.reply("qmp_capabilities").fails("no");

        assertThat(failure(connecting()))
                .isInstanceOf(NegotiationException.class)
                .hasMessageContaining("no");
    }

    @Test
    void aGreetingThatIsNoJsonIsReported() {
        faults.greeting().changed(text -> "SSH-2.0-OpenSSH_9.2\r\n");
        CompletableFuture<QmpClient> connecting = connecting();
        qemu.advance(LONG);

        assertThat(failure(connecting)).isInstanceOf(QmpException.class);
    }

    @Test
    void aConnectionThatIsClosedInsteadOfTheGreetingIsReported() {
        faults.greeting().closes();

        assertThat(failure(connecting())).isInstanceOf(QmpException.class);
    }
}
