package io.qmp.plugin.qemu;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.WireCodec;

/** Declares all commands of QEMU beside its events; the server leaves out what its version does not have. */
final class QemuPlugin implements QmpPlugin {
    private final WireCodec codec;

    /**
     * @param codec reads the recorded introspection
     */
    QemuPlugin(WireCodec codec) {
        this.codec = codec;
    }

    @Override
    public void register(PluginRegistry registry) {
        QemuTypes.COMMANDS.forEach(registry::declareCommand);
        QemuCommands.describe(registry, codec);
    }
}
