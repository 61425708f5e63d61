package io.qmp.plugin.machine;

import io.qmp.api.spi.QmpPlugin;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.testkit.PluginContract;

class MachineContractTest implements PluginContract {
    @Override
    public QmpPlugin plugin() {
        return new MachinePlugin(MachineConfig.builder().guestCommands(true).build());
    }
}
