package io.qmp.plugin.qemu;

import io.qmp.api.Experimental;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.WireCodec;

/**
 * A plugin for servers that know every command of the {@linkplain QemuVersion version of QEMU} that they behave as.
 * Commands that no other plugin implements have their arguments checked as in QEMU and then fail with a GenericError.
 * Such a server answers {@code query-qmp-schema} as that QEMU does.
 *
 * <pre>{@code
 * QmpServer.builder().plugin(QemuCommands.plugin()).listen("unix:/run/vm.qmp");
 * }</pre>
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class QemuCommands {
    private QemuCommands() {}

    /**
     * {@return a plugin for one server}
     *
     * @throws IllegalStateException if no codec is installed
     */
    public static QmpPlugin plugin() {
        return plugin(WireCodec.installed());
    }

    /**
     * {@return a plugin for one server}
     *
     * @param codec reads the recorded introspection
     */
    public static QmpPlugin plugin(WireCodec codec) {
        return new QemuPlugin(codec);
    }

    /**
     * {@return the recorded introspection of the newest version of QEMU for x86_64}
     *
     * @param codec reads it
     */
    public static Schema schema(WireCodec codec) {
        return QemuVersion.LATEST.schema(codec);
    }
}
