package consumer;

import io.qmp.api.spi.QmpPlugin;
import io.qmp.contracts.PluginContract;

/** Breaks the contract: registers nothing. */
class EmptyPluginTest implements PluginContract {
    @Override
    public QmpPlugin plugin() {
        return registry -> {};
    }
}
