package io.qmp.plugin.machine;

import io.qmp.api.Experimental;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.door.QtestSession;
import org.jspecify.annotations.Nullable;

/**
 * A machine that behaves under QMP as a QEMU without an operating system in it does. What its guest does is up to {@link Guest}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class MachinePlugin implements QmpPlugin {
    private final MachineConfig config;
    private final WireCodec codec;
    private volatile @Nullable MachineParts board;

    /** The machine of a QEMU without options; for {@code ServiceLoader}. */
    public MachinePlugin() {
        this(MachineConfig.DEFAULT);
    }

    /**
     * Makes the plugin; the machine is made when a server registers it.
     *
     * @param config what the machine is made of
     * @throws IllegalArgumentException in QEMU's words if a block node cannot be opened or a device not be plugged in
     */
    public MachinePlugin(MachineConfig config) {
        this(config, WireCodec.installed());
    }

    /**
     * Makes the plugin with a codec of one's own; the others take the installed one.
     *
     * @param config what the machine is made of
     * @param codec reads and writes JSON
     * @throws IllegalArgumentException in QEMU's words if a block node cannot be opened or a device not be plugged in
     */
    public MachinePlugin(MachineConfig config, WireCodec codec) {
        ConfigCheck.check(config, codec);
        this.config = config;
        this.codec = codec;
    }

    @Override
    public void register(PluginRegistry registry) {
        MachineParts made = new MachineParts(new MachineContext(config, registry.server(), codec));
        made.register(registry);
        board = made;
    }

    /**
     * {@return what would run in the machine}
     *
     * @throws IllegalStateException if no server has registered the plugin yet
     */
    public Guest guest() {
        return board().guest();
    }

    /**
     * Lets a client act as the guest by QEMU's protocol for tests, qtest: it reads and writes ports and memory where a q35 machine has its devices.
     *
     * @param connection the client's, on the server's loop; the plugin's from now on
     * @throws IllegalStateException if no server has registered the plugin yet
     */
    public void qtest(Connection connection) {
        QtestSession.open(connection, board().chipset());
    }

    /**
     * {@return the status with which a program ends that was there for this machine alone: 1 if the guest has panicked and that is to
     * count ({@code -action panic=exit-failure}), 0 otherwise and as long as the machine is there}
     *
     * @throws IllegalStateException if no server has registered the plugin yet
     */
    public int exitStatus() {
        return board().hasFailed() ? 1 : 0;
    }

    @Override
    public void shuttingDown(ShutdownCause cause) {
        board().end(cause);
    }

    @Override
    public void close() {
        board().close();
    }

    private MachineParts board() {
        MachineParts made = board;
        if (made == null) {
            throw new IllegalStateException("no server has registered the plugin yet");
        }
        return made;
    }
}
