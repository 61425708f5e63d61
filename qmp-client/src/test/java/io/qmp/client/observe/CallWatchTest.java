package io.qmp.client.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.Request;
import io.qmp.api.secret.Redaction;
import io.qmp.api.value.QmpObject;
import io.qmp.client.spi.CallListener;
import io.qmp.client.spi.CallObservation;
import io.qmp.client.spi.ClientMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallWatchTest {
    private static CallWatch began(CallListener... listeners) {
        return Observation.of(
                        List.of(), () -> Redaction.SECRETS, ClientMetrics.NONE, List.of(listeners), System::getLogger)
                .began(new Request("stop", QmpObject.EMPTY, null, false), () -> 0);
    }

    @Test
    void aCommandOfWhichNobodyWantsToKnowTheEndIsNotWatched() {
        assertThat(began()).isNull();
        assertThat(began(call -> CallObservation.NONE, call -> CallObservation.NONE))
                .isNull();
        assertThat(began(call -> CallObservation.NONE, call -> end -> {})).isNotNull();
    }
}
