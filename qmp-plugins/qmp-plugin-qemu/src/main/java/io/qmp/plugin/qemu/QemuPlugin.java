package io.qmp.plugin.qemu;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.WireCodec;

/** Declares all commands and events of QEMU; the server leaves out what its version does not have. */
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
        QemuTypes.EVENTS.forEach(registry::declareEvent);
        QemuVersion version = QemuVersion.of(registry.server().version().qemu());
        registry.describe(() -> version.schema(codec));
    }
}
