package io.qmp.plugin.machine.query;

import static io.qmp.plugin.machine.handler.Handlers.does;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.version.AbsentWording;
import io.qmp.plugin.qemu.command.ChangeVncPassword;
import io.qmp.plugin.qemu.command.ClientMigrateInfo;
import io.qmp.plugin.qemu.command.DisplayReload;
import io.qmp.plugin.qemu.command.DisplayUpdate;
import io.qmp.plugin.qemu.command.ExpirePassword;
import io.qmp.plugin.qemu.command.SetPassword;
import io.qmp.plugin.qemu.type.DisplayProtocol;
import io.qmp.plugin.qemu.type.DisplayReloadOptionsVnc;
import io.qmp.plugin.qemu.type.SetPasswordAction;

/** Commands about remote displays, which the machine does not have: they fail as on a QEMU without {@code -vnc}. */
public final class AbsentDisplays {
    private static final String NO_VNC = "Can not find vnc display";

    private AbsentDisplays() {}

    /** Registers them. */
    public static void register(PluginRegistry registry, AbsentWording wording) {
        AbsentParts.refuse(registry, ChangeVncPassword.class, change -> wording.vnc());
        AbsentParts.refuse(registry, DisplayUpdate.class, update -> NO_VNC);
        registry.command(SetPassword.class, does(set -> {
            needSpice(set.options().protocol());
            SetPasswordAction connected = set.options().connected();
            boolean kept = connected == null || connected == SetPasswordAction.KEEP;
            throw CommandFailedException.generic(kept ? wording.vnc() : wording.connectedClients());
        }));
        registry.command(ExpirePassword.class, does(expire -> {
            needSpice(expire.options().protocol());
            throw CommandFailedException.generic("Could not set password expire time");
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

    private static void needSpice(DisplayProtocol protocol) {
        if (protocol == DisplayProtocol.SPICE) {
            throw noSpice();
        }
    }

    private static CommandFailedException noSpice() {
        return new CommandFailedException(QmpError.deviceNotActive("SPICE is not in use"));
    }
}
