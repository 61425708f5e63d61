package io.qmp.plugin.machine;

import io.qmp.api.Experimental;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.spi.CharacterDevice;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.door.Chipset;
import io.qmp.plugin.machine.door.QtestSession;
import io.qmp.plugin.machine.guest.AgentProgram;
import io.qmp.plugin.machine.object.Recorded;
import io.qmp.plugin.machine.run.MachineTimers;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.type.ChardevBackend;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A machine that answers QMP as a QEMU does that runs no operating system. {@link Guest} simulates the guest.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class MachinePlugin implements QmpPlugin {
    private final MachineConfig config;
    private final Supplier<WireCodec> codec;
    private volatile @Nullable MachineParts board;

    /** The machine of a QEMU without options; for {@code ServiceLoader}. */
    public MachinePlugin() {
        config = MachineConfig.DEFAULT; // not checked: a program with options makes one of its own, in place of this
        codec = WireCodec::installed;
    }

    /**
     * Makes the plugin; the machine is made when a server registers it.
     *
     * @param config the configuration of the machine
     * @throws IllegalArgumentException with QEMU's text if a block node cannot be opened or a device cannot be
     *     plugged in
     */
    public MachinePlugin(MachineConfig config) {
        this(config, WireCodec.installed());
    }

    /**
     * Makes the plugin with a given codec; the other constructors use the installed one.
     *
     * @param config the configuration of the machine
     * @param codec reads and writes JSON
     * @throws IllegalArgumentException with QEMU's text if a block node cannot be opened or a device cannot be
     *     plugged in
     */
    public MachinePlugin(MachineConfig config, WireCodec codec) {
        this(config, codec, QemuVersion.LATEST.triple());
    }

    /**
     * Makes the plugin for a server of a version, whose devices it may have.
     *
     * @param config the configuration of the machine
     * @param codec reads and writes JSON
     * @param version the version of QEMU that the server behaves as
     * @throws IllegalArgumentException with QEMU's text if a block node cannot be opened or a device cannot be
     *     plugged in
     */
    public MachinePlugin(MachineConfig config, WireCodec codec, VersionTriple version) {
        ConfigCheck.check(config, new Recorded(QemuVersion.of(version)), codec);
        this.config = config;
        this.codec = () -> codec;
    }

    /** {@return the configuration of the machine} */
    public MachineConfig config() {
        return config;
    }

    @Override
    public void register(PluginRegistry registry) {
        MachineContext context = new MachineContext(
                config,
                registry.server(),
                codec.get(),
                new MachineTimers(registry.server().loop()));
        MachineParts made = new MachineParts(context);
        made.register(registry);
        board = made;
    }

    /**
     * {@return the simulated guest}
     *
     * @throws IllegalStateException if no server has registered the plugin yet
     */
    public Guest guest() {
        return board().guest();
    }

    /**
     * Lets a client act as the guest by QEMU's protocol for tests, qtest: it reads and writes ports and memory
     * where a q35 machine has its devices.
     *
     * @param connection the client's, on the server's loop; the plugin's from now on
     * @throws IllegalStateException if no server has registered the plugin yet
     */
    public void qtest(Connection connection) {
        QtestSession.open(connection, board().chipset());
    }

    /**
     * Lets the clients of a character device act as the guest, one after the other, as {@link #qtest(Connection)} does.
     * Called on the server's loop.
     *
     * @param device of the same server
     * @throws IllegalStateException if the device has a monitor or another user, or no server has registered the
     *     plugin yet
     */
    public void qtest(CharacterDevice device) {
        Chipset chipset = board().chipset();
        device.attach(connection -> QtestSession.of(connection, chipset));
    }

    /**
     * Adds a character device, as the configuration of a QEMU does: a file that it names need not be permitted to
     * clients. May be called on any thread.
     *
     * @param id its id
     * @param backend what it is; sockets are devices of the server
     * @return completes when it is there. Fails with {@link io.qmp.api.error.CommandFailedException} and QEMU's text
     *     if it cannot be opened
     * @throws IllegalStateException if no server has registered the plugin yet
     */
    public CompletionStage<Void> addChardev(String id, ChardevBackend backend) {
        return board().addChardev(id, backend);
    }

    /**
     * Begins the migration into the machine that {@code -incoming} names; nothing happens if there is none, or a
     * command will begin it. May be called on any thread.
     *
     * @return completes when the migration can come. Fails with {@link io.qmp.api.error.CommandFailedException} and
     *     QEMU's text if nothing can come from there
     * @throws IllegalStateException if no server has registered the plugin yet
     */
    public CompletionStage<Void> startIncoming() {
        return board().startIncoming();
    }

    /**
     * Gives the guest an agent, which reads the port {@code org.qemu.guest_agent.0} of the machine, if there is one or
     * is one later: a device {@code virtserialport} of that name. The guest starts it whenever it starts;
     * VSERPORT_CHANGE says when it has opened the port, and when the port is closed again. While the guest does not
     * run, what clients of the port send waits.
     *
     * <p>A program whose agent is a server of this process makes one each time, so that it forgets what was before:
     *
     * <pre>{@code
     * machine.runAgent(() -> new ServedAgent(QmpServer.builder().guestAgent()....build()))
     * }</pre>
     *
     * <p>May be called on any thread.
     *
     * @param start starts the agent; called on the server's loop
     * @throws IllegalStateException if no server has registered the plugin yet
     */
    public void runAgent(Supplier<AgentProgram> start) {
        board().runAgent(start);
    }

    /**
     * {@return the exit status for a program that runs this machine only: 1 if a migration into it has
     * failed, or the guest has panicked and {@code -action panic=exit-failure} is set, otherwise 0}
     *
     * @throws IllegalStateException if no server has registered the plugin yet
     */
    public int exitStatus() {
        return board().hasFailed() ? 1 : 0;
    }

    @Override
    public void shuttingDown(ShutdownCause cause) {
        MachineParts made = board;
        if (made != null) {
            made.end(cause);
        }
    }

    @Override
    public void close() {
        MachineParts made = board;
        if (made != null) { // it may have failed to register
            made.close();
        }
    }

    private MachineParts board() {
        MachineParts made = board;
        if (made == null) {
            throw new IllegalStateException("no server has registered the plugin yet");
        }
        return made;
    }
}
