package consumer;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.spi.QmpPlugin;
import io.qmp.contracts.PluginContract;

class GreetPluginTest implements PluginContract {
    @Override
    public QmpPlugin plugin() {
        return registry -> registry.command(
                Greet.class, (greet, context) -> completedFuture(new Greeted("hello " + greet.name())));
    }
}
