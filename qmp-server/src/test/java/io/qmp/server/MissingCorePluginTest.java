package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.ManualEventLoop;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Here the core plugin is not installed. */
class MissingCorePluginTest {
    private final Records log = new Records();
    private final QmpServerBuilder builder =
            QmpServer.builder().loop(new ManualEventLoop(Instant.EPOCH)).loggers(name -> log);

    @Test
    void aServerThatLooksForInstalledPluginsSaysOnceThatTheCorePluginIsMissing() {
        builder.build();

        assertThat(log.texts())
                .filteredOn(text -> text.contains("no command query-commands"))
                .hasSize(1);
    }

    @Test
    void aServerWhosePluginsAContainerHasFoundSaysSoToo() {
        builder.installedPlugins(List.of(registry -> {})).build();

        assertThat(log.texts()).singleElement().asString().contains("no command query-commands");
    }

    @Test
    void aServerWithItsOwnPluginsOnlyDoesNotMissIt() {
        builder.withoutInstalledPlugins().plugin(registry -> {}).build();

        assertThat(log.texts()).isEmpty();
    }

    @Test
    void aServerWithAFallbackDoesNotMissIt() {
        builder.plugin(registry -> registry.fallback((request, context) -> {
                    throw new AssertionError("not called");
                }))
                .build();

        assertThat(log.texts()).isEmpty();
    }
}
