package io.qmp.server;

import static io.qmp.server.LatePlugin.DONE;
import static io.qmp.server.LatePlugin.unknown;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.Registration;
import io.qmp.api.type.Nothing;
import io.qmp.server.LatePlugin.Late;
import io.qmp.server.LatePlugin.LateEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Commands that are registered when one of them is first needed. */
class LazyCommandsTest {
    private static final String OK = "{\"return\": {}}";
    private static final List<String> NAMES = List.of("untyped", "late", "of-another-version");

    private final List<String> calls = new ArrayList<>();

    @Test
    void theyAreRegisteredOnceWhenAClientSendsAName() {
        try (Harness harness = harness(this::two)) {
            assertThat(harness.ready().ask("{'execute':'hello'}")).isEqualTo(unknown("hello"));
            assertThat(calls).isEmpty();

            assertThat(harness.ready().ask("{'execute':'late'}")).isEqualTo(OK);
            assertThat(harness.ready().ask("{'execute':'untyped'}")).isEqualTo(OK);
            assertThat(calls).hasSize(1);
        }
    }

    @Test
    void aNameWithoutACommandIsUnknown() {
        try (Harness harness = harness(this::two)) {
            assertThat(harness.ready().ask("{'execute':'of-another-version'}"))
                    .isEqualTo(unknown("of-another-version"));
        }
    }

    @Test
    void theyAreListedInTheOrderOfTheirNamesAndIntrospected() {
        try (Harness harness = harness(this::two)) {
            assertThat(harness.server.context().commandNames())
                    .containsSubsequence("untyped", "late")
                    .doesNotContain("of-another-version");
            assertThat(harness.server.context().schema().command("late")).isPresent();
            assertThat(calls).hasSize(1);
        }
    }

    @Test
    void aNameIsClaimedAtTheStart() {
        QmpPlugin other =
                registry -> registry.command(Late.class, (command, context) -> completedFuture(Nothing.NOTHING));
        assertThatThrownBy(() -> new Harness(ServerOptions.DEFAULT, lazy(this::two), other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the command 'late'");
        assertThatThrownBy(() -> new Harness(ServerOptions.DEFAULT, other, lazy(this::two)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the command 'late'");
    }

    @Test
    void aNameThatAnotherPluginHasInAVersionThatLacksItIsFree() {
        QmpPlugin other = registry -> registry.command("of-another-version", DONE);
        for (QmpPlugin[] order :
                List.of(new QmpPlugin[] {lazy(this::two), other}, new QmpPlugin[] {other, lazy(this::two)})) {
            try (Harness harness = new Harness(ServerOptions.DEFAULT, order)) {
                assertThat(harness.ready().ask("{'execute':'of-another-version'}"))
                        .isEqualTo(OK);
                assertThat(harness.ready().ask("{'execute':'late'}")).isEqualTo(OK);
            }
        }
    }

    @Test
    void aDeclaredCommandTakesTheNameThatNoneHas() {
        QmpPlugin declaring = registry -> registry.declareCommand(Late.class);
        try (Harness harness =
                new Harness(ServerOptions.DEFAULT, lazy(registry -> registry.command("untyped", DONE)), declaring)) {
            assertThat(harness.ready().ask("{'execute':'late'}")).contains("not implemented");
        }
    }

    @Test
    void theyFailWhileTheyCannotBeRegistered() {
        try (Harness harness = harness(registry -> {
            if (calls.isEmpty()) {
                calls.add("fails");
                throw new IllegalArgumentException("no disk");
            }
            two(registry);
        })) {
            assertThat(harness.ready().ask("{'execute':'late','id':1}"))
                    .isEqualTo(
                            "{\"id\": 1, \"error\": {\"class\": \"GenericError\", \"desc\": \"The command late failed;"
                                    + " the server's log tells why\"}}");
            assertThat(harness.log.texts()).singleElement().asString().contains("the command late");

            assertThat(harness.ready().ask("{'execute':'late'}")).isEqualTo(OK);
        }
    }

    @CommandName("untyped")
    public record Undescribed(Map<String, String> map) implements Command<Nothing> {}

    @Test
    void theTypesOfOneAreDerivedWhenItIsExecuted() {
        try (Harness harness = harness(registry -> {
            registry.command(Undescribed.class, (command, context) -> completedFuture(Nothing.NOTHING));
            registry.command(Late.class, (command, context) -> completedFuture(Nothing.NOTHING));
        })) {
            assertThat(harness.ready().ask("{'execute':'late'}")).isEqualTo(OK);
            assertThat(harness.log.texts()).isEmpty();

            assertThat(harness.ready().ask("{'execute':'untyped'}")).contains("GenericError");
            assertThat(harness.log.texts()).singleElement().asString().contains("the command untyped");
        }
    }

    @Test
    void whatWasNotClaimedIsRefused() {
        assertRefused(registry -> registry.command("another", DONE));
        assertRefused(registry -> registry.event(LateEvent.class));
        assertRefused(registry -> registry.declareCommand(Late.class));
        assertRefused(registry -> registry.fallback(DONE));
        assertRefused(registry -> {
            registry.command("untyped", DONE);
            registry.command("untyped", DONE);
        });
    }

    private static void assertRefused(Consumer<PluginRegistry> registers) {
        try (Harness harness = harness(registers)) {
            assertThat(harness.ready().ask("{'execute':'untyped'}")).contains("GenericError");
            assertThatThrownBy(() -> harness.server.context().commandNames()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theyComeAndGoWhileTheServerRuns() {
        LatePlugin plugin = new LatePlugin("a late plugin");
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            Registration late = plugin.register(registry -> registry.commands(NAMES, this::two));
            assertThat(harness.ready().ask("{'execute':'late'}")).isEqualTo(OK);
            late.close();
            assertThat(harness.ready().ask("{'execute':'late'}")).isEqualTo(unknown("late"));
        }
    }

    private void two(PluginRegistry registry) {
        calls.add("registered");
        registry.command(Late.class, (command, context) -> completedFuture(Nothing.NOTHING));
        registry.command("untyped", DONE);
    }

    private static QmpPlugin lazy(Consumer<PluginRegistry> registers) {
        return registry -> registry.commands(NAMES, registers);
    }

    private static Harness harness(Consumer<PluginRegistry> registers) {
        return new Harness(ServerOptions.DEFAULT, lazy(registers));
    }
}
