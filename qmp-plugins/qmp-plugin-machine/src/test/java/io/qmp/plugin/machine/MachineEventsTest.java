package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.wire.WireCodec;
import org.junit.jupiter.api.Test;

/** The names of the machine's events are listed apart from their types. */
class MachineEventsTest {
    @Test
    void theNamesAreThoseOfTheTypes() {
        var binder = WireCodec.installed().newBinder(CompatPolicy.ACCEPT);
        assertThat(MachineEvents.types().stream()
                        .map(type -> binder.lazyEvent(type).name()))
                .containsExactlyElementsOf(MachineEvents.NAMES);
    }
}
