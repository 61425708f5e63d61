package io.qmp.plugin.machine.object;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.qmp.api.command.CommandContext;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.CharacterDevice;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Nothing;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.QmpAddress;
import io.qmp.plugin.machine.host.HostStream;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.command.AddClient;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sockets that clients pass on, for a character device or a display. Displays have no clients: they hang up. */
final class PassedClients {
    private static final String VNC = "vnc";
    private static final String SPICE = "spice";
    private static final String DBUS = "@dbus-display";
    private static final String FAILED = "failed to add client";

    private final ServerContext server;

    PassedClients(ServerContext server) {
        this.server = server;
    }

    /** {@return completes when a character device has the client, or a display has refused it} */
    CompletionStage<Nothing> add(AddClient command, CommandContext context) {
        FileDescriptor descriptor = SocketAddresses.descriptor(server, context, command.fdname());
        try {
            CharacterDevice device = device(command.protocol(), HostStream.isSocket(descriptor.number()));
            if (device == null) {
                descriptor.close();
                return completedStage(Nothing.NOTHING);
            }
            return connect(descriptor, device);
        } catch (CommandFailedException e) {
            descriptor.close();
            throw e;
        }
    }

    /** {@return the device that a client is for; {@code null} for a display} */
    private @Nullable CharacterDevice device(String protocol, boolean isSocket) {
        if (!isSocket && QemuVersion.of(server.version().qemu()) != QemuVersion.V7_2) {
            throw CommandFailedException.generic("parameter @fdname must name a socket");
        }
        switch (protocol) {
            case VNC -> {
                return null;
            }
            case SPICE -> throw new CommandFailedException(QmpError.deviceNotActive("SPICE is not in use"));
            case DBUS -> throw new CommandFailedException(QmpError.deviceNotActive("D-Bus display is not in use"));
            default -> {
                CharacterDevice device = server.devices()
                        .find(protocol)
                        .orElseThrow(() -> CommandFailedException.generic("protocol '" + protocol + "' is invalid"));
                if (!isSocket || device.isConnected()) {
                    throw CommandFailedException.generic(FAILED);
                }
                return device;
            }
        }
    }

    private CompletionStage<Nothing> connect(FileDescriptor descriptor, CharacterDevice device) {
        QmpAddress address = new QmpAddress("fd", Integer.toString(descriptor.number()));
        CompletionStage<Connection> connected = server.connect(address, ConnectOptions.DEFAULT.withDescriptors());
        return connected
                .whenComplete((connection, failure) -> {
                    if (failure != null) {
                        descriptor.close();
                    }
                })
                .thenApply(connection -> {
                    if (!device.accept(connection)) {
                        connection.abort();
                        throw CommandFailedException.generic(FAILED);
                    }
                    return Nothing.NOTHING;
                });
    }
}
