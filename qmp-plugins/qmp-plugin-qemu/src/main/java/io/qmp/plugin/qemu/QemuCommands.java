package io.qmp.plugin.qemu;

import io.qmp.api.Experimental;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.WireCodec;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
     * Describes a server as the version of QEMU that it behaves as: the introspection has the commands that the server
     * executes as that QEMU has them, and all of its events, whether they happen or not. For a plugin that executes
     * commands of QEMU; several of them, and {@link #plugin()}, may do so in one server.
     *
     * @param registry of the plugin, while it registers
     * @param codec reads the recorded introspection
     */
    public static void describe(PluginRegistry registry, WireCodec codec) {
        registry.declareEvents(() -> QemuTypes.EVENTS);
        registry.describe(
                new Recording(QemuVersion.of(registry.server().version().qemu()), codec));
    }

    /** Two of one version are equal, whatever codec reads them. */
    private record Recording(QemuVersion version, WireCodec codec) implements Supplier<Schema> {
        @Override
        public Schema get() {
            return version.schema(codec);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Recording same && version == same.version;
        }

        @Override
        public int hashCode() {
            return version.hashCode();
        }
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
