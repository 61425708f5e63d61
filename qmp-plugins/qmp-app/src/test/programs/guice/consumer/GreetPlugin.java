package consumer;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;

final class GreetPlugin implements QmpPlugin {
    private final String greeting;

    @Inject
    GreetPlugin(String greeting) {
        this.greeting = greeting;
    }

    @Override
    public void register(PluginRegistry registry) {
        registry.command(Greet.class, (greet, context) -> CompletableFuture.completedFuture(new Greeted(greeting)));
    }
}
