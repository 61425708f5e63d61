package io.qmp.sleep;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.type.Nothing;
import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Brings {@link Sleep}. */
public final class SleepPlugin implements QmpPlugin {
    @Override
    public void register(PluginRegistry registry) {
        EventLoop loop = registry.server().loop();
        registry.command(Sleep.class, (sleep, context) -> {
            CompletableFuture<Nothing> done = new CompletableFuture<>();
            loop.schedule(Duration.ofMillis(sleep.milliseconds()), () -> done.complete(Nothing.NOTHING));
            return done;
        });
    }
}
