package io.qmp.plugin.machine.agent;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.type.Nothing;
import io.qmp.plugin.machine.Guest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Brings the commands by which the simulated guest is asked what its operating system is asked: its name, its
 * addresses, to freeze its file systems, to run a program, to shut down. It is for a server of its own, a {@code
 * guestAgent()}, which also gets {@code AgentPlugin} of {@code io.qmp.plugin.core} with {@link #isEnabled}:
 *
 * <pre>{@code
 * GuestAgentPlugin agent = new GuestAgentPlugin(machine.guest(), SimulatedSystem.DEFAULT);
 * QmpServer.builder().guestAgent().plugin(new AgentPlugin(agent::isEnabled)).plugin(agent)
 * }</pre>
 *
 * <p>Several servers may have the same plugin, on the loop of the machine's server: they are agents of one guest.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class GuestAgentPlugin implements QmpPlugin {
    private final Guest guest;
    private final SimulatedSystem system;
    private final Frozen frozen;
    private final Programs programs;
    private @Nullable GuestTime time;

    /**
     * Makes an agent.
     *
     * @param guest shuts down and suspends
     * @param system what it says of the operating system
     */
    public GuestAgentPlugin(Guest guest, SimulatedSystem system) {
        this.guest = guest;
        this.system = system;
        this.frozen = new Frozen(system.fileSystems());
        this.programs = new Programs(system.programs());
        guest.whenRestarted(this::restart);
    }

    /**
     * {@return whether a command is executed now} While file systems are frozen, few are. May be called on any thread.
     *
     * @param command its name
     */
    public boolean isEnabled(String command) {
        return frozen.test(command);
    }

    @Override
    public void register(PluginRegistry registry) {
        registry.command(AgentShutdown.class, (shutdown, context) -> shutDown(shutdown.mode()));
        registry.command(AgentSuspendRam.class, (suspend, context) -> guest.suspend());
        registry.command(FsfreezeStatus.class, returns(query -> frozen.status()));
        registry.command(FsfreezeFreeze.class, returns(freeze -> frozen.freeze(null)));
        registry.command(FsfreezeFreezeList.class, returns(freeze -> frozen.freeze(freeze.mountpoints())));
        registry.command(FsfreezeThaw.class, returns(thaw -> frozen.thaw()));
        registry.command(Exec.class, returns(programs::start));
        registry.command(ExecStatus.class, returns(programs::status));
        registry.command(Fstrim.class, returns(this::trim));
        registry.command(SetUserPassword.class, does(GuestAgentPlugin::checkPassword));
        GuestTime time = time(registry.server().clock());
        registry.command(GetTime.class, returns(query -> time.nanos()));
        registry.command(SetTime.class, (set, context) -> time.set(set.time()));
        answer(registry, GetOsinfo.class, system.os());
        answer(registry, GetHostName.class, new HostName(system.hostName()));
        answer(registry, GetTimezone.class, new Timezone("UTC", 0));
        answer(registry, GetUsers.class, List.of());
        answer(registry, GetFsinfo.class, system.fileSystems());
        answer(registry, NetworkGetInterfaces.class, system.interfaces());
    }

    private static <C extends Command<R>, R> void answer(PluginRegistry registry, Class<C> query, R answer) {
        registry.command(query, returns(command -> answer));
    }

    private GuestTime time(InstantSource host) {
        GuestTime made = time == null ? new GuestTime(guest, host) : time;
        time = made;
        return made;
    }

    /** A guest that has started anew has nothing frozen, its programs have gone, and it has the machine's time. */
    private void restart() {
        frozen.thaw();
        programs.forget();
        if (time != null) {
            time.set(null);
        }
    }

    private TrimmedFileSystems trim(Fstrim trim) {
        long minimum = trim.minimum() == null ? 0 : trim.minimum();
        return new TrimmedFileSystems(system.fileSystems().stream()
                .map(fileSystem -> new TrimmedFileSystems.Trimmed(fileSystem.mountpoint(), 0, minimum))
                .toList());
    }

    private static void checkPassword(SetUserPassword set) {
        try {
            Base64.getDecoder().decode(set.password());
        } catch (IllegalArgumentException e) {
            throw CommandFailedException.generic("Base64 data '" + set.password() + "' is not valid");
        }
    }

    private CompletableFuture<Nothing> shutDown(@Nullable String mode) {
        return switch (mode == null ? "powerdown" : mode) {
            case "powerdown", "halt" -> guest.powerOff();
            case "reboot" -> guest.reset();
            default ->
                throw CommandFailedException.generic( // without the end of the parenthesis, as the agent says it
                        "mode is invalid (valid values are: halt|powerdown|reboot");
        };
    }
}
