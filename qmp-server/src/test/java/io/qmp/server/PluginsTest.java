package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.type.Nothing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

public class PluginsTest {
    @CommandName("say")
    public record AlsoSay() implements Command<Nothing> {}

    @CommandName("__nobody_say")
    public record NotDownstream() implements Command<Nothing> {}

    PluginsTest() {}

    private final List<String> closed = new ArrayList<>();

    @Test
    void twoThatClaimOneCommandAreBothNamed() {
        QmpPlugin other = plugin("the other", AlsoSay.class);
        IllegalStateException failure = assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () -> builder().plugin(new TestPlugin()).plugin(other).build())
                .actual();

        String place = TestPlugin.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        assertThat(failure.getMessage())
                .isEqualTo("the command 'say' is claimed by two plugins: io.qmp.server.TestPlugin (" + place
                        + ") and the other (" + place + ")");
        assertThat(closed).as("a server that is not built closes its plugins").isEqualTo(List.of("the other"));
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        QmpPlugin odd = plugin("odd", NotDownstream.class);
        String message = assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> builder().plugin(odd).build())
                .actual()
                .getMessage();

        assertThat(message.startsWith("the plugin odd (")).as(message).isTrue();
        assertThat(message.contains(": '__nobody_say' is no name of QMP"))
                .as(message)
                .isTrue();
    }

    @Test
    void oneThatIsLeftOutMustBeThere() {
        QmpServerBuilder builder = builder().plugin(new TestPlugin()).withoutPlugin("the other");

        String message = assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(builder::build)
                .actual()
                .getMessage();
        assertThat(message).isEqualTo("there is no plugin the other, but io.qmp.server.TestPlugin");
    }

    @Test
    void theReasonOfAFailedStartIsNotHiddenByWhatCloseThrows() {
        QmpPlugin failing = lifecycle("failing", () -> {
            throw new AssertionError("the reason");
        });
        QmpServerBuilder builder = builder()
                .plugin(lifecycle("first", () -> {}))
                .plugin(failing)
                .plugin(lifecycle("not reached", () -> {}));

        IllegalStateException failure = assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(builder::build)
                .actual();
        assertThat(failure.getMessage().endsWith("cannot register: java.lang.AssertionError: the reason"))
                .isTrue();
        assertThat(closed).as("plugins whose register was called are closed").isEqualTo(List.of("first", "failing"));
    }

    /** A plugin whose close fails in a way that nobody expects. */
    private QmpPlugin lifecycle(String name, Runnable register) {
        return new QmpPlugin() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void register(PluginRegistry registry) {
                register.run();
            }

            @Override
            public void close() {
                closed.add(name);
                throw new StackOverflowError("in close");
            }
        };
    }

    @Test
    void onesThatAreExcludedAreLeftOut() {
        QmpServer server = builder()
                .plugin(new TestPlugin())
                .plugin(plugin("the other", AlsoSay.class))
                .withoutPlugin("the other")
                .build();

        assertThat(server.context().commandNames().contains("say")).isTrue();
    }

    @Test
    void registeringIsOverWhenRegisterReturns() {
        List<PluginRegistry> kept = new ArrayList<>();
        builder().plugin(kept::add).build();

        assertThatThrownBy(() -> kept.get(0).command(AlsoSay.class, (say, context) -> new CompletableFuture<>()))
                .isInstanceOf(IllegalStateException.class);
    }

    private static QmpServerBuilder builder() {
        return QmpServer.builder().loop(new ManualEventLoop(Instant.EPOCH)).withoutInstalledPlugins();
    }

    private <C extends Command<Nothing>> QmpPlugin plugin(String name, Class<C> command) {
        return new QmpPlugin() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void register(PluginRegistry registry) {
                registry.command(command, (say, context) -> CompletableFuture.completedFuture(Nothing.NOTHING));
            }

            @Override
            public void close() {
                closed.add(name);
            }
        };
    }
}
