package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.type.Nothing;
import io.qmp.contracts.TextClient;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Handlers may return any {@code CompletionStage}, such as one that cannot be asked whether it is complete. */
public class StagesTest {
    @CommandName("nod")
    public record Nod() implements Command<Nothing> {}

    @CommandName("shake")
    public record Shake() implements Command<Nothing> {}

    StagesTest() {}

    @Test
    void stagesThatOnlyCompleteAreWaitedFor() {
        ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
        QmpServer server = QmpServer.builder()
                .loop(loop)
                .withoutInstalledPlugins()
                .plugin(registry -> {
                    registry.command(Nod.class, (nod, context) -> completedStage(Nothing.NOTHING));
                    registry.command(
                            Shake.class,
                            (shake, context) -> failedStage(CommandFailedException.generic("No, thank you")));
                })
                .build();
        TextClient client = new TextClient(loop, server.openLocal());
        client.next();
        client.ask("{'execute':'qmp_capabilities'}");

        assertThat(client.ask("{'execute':'nod'}")).isEqualTo("{\"return\": {}}");
        assertThat(client.ask("{'execute':'shake'}").contains("No, thank you")).isTrue();
    }
}
