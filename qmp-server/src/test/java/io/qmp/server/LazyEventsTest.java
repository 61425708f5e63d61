package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.Registration;
import io.qmp.api.type.Versions;
import io.qmp.contracts.TextClient;
import io.qmp.server.LatePlugin.LateEvent;
import io.qmp.server.LatePlugin.LateLimited;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Events that are bound when they are first needed. */
class LazyEventsTest {
    private static final List<String> NAMES = List.of("LATE_LIMITED", "LATE", "OF_ANOTHER_VERSION");

    private final List<String> calls = new ArrayList<>();

    @Versions(until = "0.1")
    @EventName("OF_ANOTHER_VERSION")
    public record Former() implements EventData {}

    @EventName("OF_ANOTHER_VERSION")
    public record SameName() implements EventData {}

    @Test
    void theirTypesAreAskedForWhenAnEventIsEmitted() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, lazy(this::types))) {
            TextClient client = harness.ready();
            assertThat(calls).isEmpty();

            emit(harness, new LateEvent(1));
            assertThat(client.next()).contains("\"LATE\"", "\"count\": 1");
            emit(harness, new LateEvent(2));
            assertThat(client.next()).contains("\"count\": 2");
            assertThat(calls).hasSize(1);
        }
    }

    @Test
    void anEventThatTheVersionLacksGoesNowhere() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, lazy(this::types))) {
            TextClient client = harness.ready();
            emit(harness, new Former());
            assertThat(client.all()).isEmpty();
        }
    }

    @Test
    void theyAreIntrospectedInTheirOrder() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, lazy(this::types))) {
            assertThat(harness.server.context().schema().entities().stream()
                            .filter(SchemaInfo.Event.class::isInstance)
                            .map(SchemaInfo::name))
                    .containsSubsequence("LATE_LIMITED", "LATE")
                    .doesNotContain("OF_ANOTHER_VERSION");
        }
    }

    @Test
    void aNameIsClaimedAtTheStart() {
        QmpPlugin other = registry -> registry.event(LateEvent.class);
        for (List<QmpPlugin> two : List.of(
                List.of(lazy(this::types), other),
                List.of(other, lazy(this::types)),
                List.of(lazy(this::types), lazy(this::types)))) {
            assertThatThrownBy(() -> new Harness(ServerOptions.DEFAULT, two.toArray(QmpPlugin[]::new)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the event 'LATE");
        }
    }

    @Test
    void aNameThatTheVersionLacksIsFree() {
        QmpPlugin other = registry -> registry.event(SameName.class);
        try (Harness harness = new Harness(ServerOptions.DEFAULT, lazy(this::types), other)) {
            TextClient client = harness.ready();
            emit(harness, new SameName());
            assertThat(client.next()).contains("OF_ANOTHER_VERSION");
        }
    }

    @Test
    void aNameThatWasNotClaimedIsRefused() {
        QmpPlugin plugin = registry -> registry.events(List.of("LATE_LIMITED"), this::types);
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            assertThatThrownBy(() -> emit(harness, new LateEvent(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("'LATE'");
            assertThatThrownBy(() -> harness.server.context().schema()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void declaredOnesClaimNoNames() {
        QmpPlugin declaring = registry -> registry.declareEvents(this::types);
        try (Harness harness = new Harness(ServerOptions.DEFAULT, declaring, lazy(this::types))) {
            TextClient client = harness.ready();
            emit(harness, new LateEvent(1));
            assertThat(client.next()).contains("\"LATE\"");
        }
        try (Harness harness = new Harness(ServerOptions.DEFAULT, declaring)) {
            TextClient client = harness.ready();
            emit(harness, new LateLimited(1));
            assertThat(client.next()).contains("\"LATE_LIMITED\"");
            assertThat(harness.server.context().schema().event("LATE")).isPresent();
        }
    }

    @Test
    void theyComeAndGoWhileTheServerRuns() {
        LatePlugin plugin = new LatePlugin("a late plugin");
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            TextClient client = harness.ready();
            Registration late = plugin.register(registry -> registry.events(NAMES, this::types));
            emit(harness, new LateEvent(1));
            assertThat(client.next()).contains("\"LATE\"");
            late.close();
            assertThatThrownBy(() -> emit(harness, new LateEvent(2))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Collection<Class<? extends EventData>> types() {
        calls.add("types");
        return List.of(LateLimited.class, LateEvent.class, Former.class);
    }

    private static QmpPlugin lazy(Supplier<Collection<Class<? extends EventData>>> types) {
        return registry -> registry.events(NAMES, types);
    }

    private static void emit(Harness harness, EventData event) {
        harness.server.context().emit(event);
        harness.loop.runPending();
    }
}
