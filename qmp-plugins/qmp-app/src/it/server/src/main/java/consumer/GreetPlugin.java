package consumer;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;

public final class GreetPlugin implements QmpPlugin {
    @Override
    public void register(PluginRegistry registry) {
        registry.command(
                Greet.class, (greet, context) -> completedFuture(new Greeted("hello " + greet.name())));
    }
}
