package io.qmp.plugin.machine;

import io.qmp.api.spi.QmpPlugin;
import io.qmp.contracts.PluginContract;
import io.qmp.plugin.machine.config.MachineConfig;

class MachineContractTest implements PluginContract {
    @Override
    public QmpPlugin plugin() {
        return new MachinePlugin(MachineConfig.builder().guestCommands(true).build());
    }
}
