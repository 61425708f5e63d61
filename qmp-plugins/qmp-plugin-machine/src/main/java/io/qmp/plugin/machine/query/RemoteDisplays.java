package io.qmp.plugin.machine.query;

import static io.qmp.plugin.machine.handler.Handlers.does;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.config.VncDisplay;
import io.qmp.plugin.machine.version.AbsentWording;
import io.qmp.plugin.qemu.command.ChangeVncPassword;
import io.qmp.plugin.qemu.command.ClientMigrateInfo;
import io.qmp.plugin.qemu.command.DisplayReload;
import io.qmp.plugin.qemu.command.DisplayUpdate;
import io.qmp.plugin.qemu.command.ExpirePassword;
import io.qmp.plugin.qemu.command.SetPassword;
import io.qmp.plugin.qemu.type.DisplayProtocol;
import io.qmp.plugin.qemu.type.DisplayReloadOptionsVnc;
import io.qmp.plugin.qemu.type.ExpirePasswordOptionsVnc;
import io.qmp.plugin.qemu.type.SetPasswordAction;
import io.qmp.plugin.qemu.type.SetPasswordOptionsVnc;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commands about remote displays. Those of {@code -vnc} have passwords; there is no other display, and no client.
 */
public final class RemoteDisplays {
    private static final String NO_VNC = "Can not find vnc display";

    private final List<VncDisplay> displays;
    private final AbsentWording wording;

    private RemoteDisplays(List<VncDisplay> displays, AbsentWording wording) {
        this.displays = displays;
        this.wording = wording;
    }

    /**
     * Registers them.
     *
     * @param displays the displays of VNC
     */
    public static void register(PluginRegistry registry, List<VncDisplay> displays, AbsentWording wording) {
        RemoteDisplays remote = new RemoteDisplays(displays, wording);
        registry.command(ChangeVncPassword.class, does(change -> remote.setPassword(null)));
        AbsentParts.refuse(registry, DisplayUpdate.class, update -> NO_VNC);
        registry.command(SetPassword.class, does(set -> {
            needVnc(set.options().protocol());
            SetPasswordAction connected = set.options().connected();
            if (connected != null && connected != SetPasswordAction.KEEP) {
                throw CommandFailedException.generic(wording.connectedClients());
            }
            remote.setPassword(set.options() instanceof SetPasswordOptionsVnc vnc ? vnc.display() : null);
        }));
        registry.command(ExpirePassword.class, does(expire -> {
            needVnc(expire.options().protocol());
            remote.find(expire.options() instanceof ExpirePasswordOptionsVnc vnc ? vnc.display() : null)
                    .orElseThrow(() -> CommandFailedException.generic("Could not set password expire time"));
        }));
        registry.command(ClientMigrateInfo.class, does(info -> {
            if (info.protocol().equals("spice")) {
                throw noSpice();
            }
            throw CommandFailedException.generic("Parameter 'protocol' expects 'spice'");
        }));
        registry.command(DisplayReload.class, does(reload -> {
            if (reload.options() instanceof DisplayReloadOptionsVnc vnc && Boolean.TRUE.equals(vnc.tlsCerts())) {
                throw CommandFailedException.generic(NO_VNC);
            }
        }));
    }

    private Optional<VncDisplay> find(@Nullable String id) {
        return displays.stream()
                .filter(display -> id == null || display.id().equals(id))
                .findFirst();
    }

    private void setPassword(@Nullable String id) {
        VncDisplay display = find(id).orElseThrow(() -> CommandFailedException.generic(wording.vnc()));
        if (!display.password()) {
            throw CommandFailedException.generic(wording.vncWithoutPassword());
        }
    }

    private static void needVnc(DisplayProtocol protocol) {
        if (protocol == DisplayProtocol.SPICE) {
            throw noSpice();
        }
    }

    private static CommandFailedException noSpice() {
        return new CommandFailedException(QmpError.deviceNotActive("SPICE is not in use"));
    }
}
