package io.qmp.plugin.machine.object;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;

import io.qmp.api.command.CommandContext;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.CharacterDevice;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.plugin.qemu.type.ChardevSocket;
import io.qmp.plugin.qemu.type.LegacySocketAddressFd;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes devices of the kind {@code socket}. Failures have QEMU's texts, without the device. */
final class SocketChardevs {
    private static final String FD = "fd";

    private final ServerContext server;

    SocketChardevs(ServerContext server) {
        this.server = server;
    }

    /** {@return the device, when it listens or is connected} */
    CompletionStage<CharacterDevice> open(String id, ChardevSocket socket, CommandContext context) {
        boolean listens = !Boolean.FALSE.equals(socket.server());
        Optional<Duration> pause = pause(socket);
        check(socket, listens, pause.isPresent());
        if (socket.addr() instanceof LegacySocketAddressFd fd) {
            return openDescriptor(id, fd.data().str(), listens, context);
        }
        QmpAddress address = SocketAddresses.of(socket.addr());
        if (listens) {
            return server.devices().listen(id, address, ListenOptions.DEFAULT.withDescriptors());
        }
        if (pause.isPresent()) {
            return completedStage(server.devices().keepConnecting(id, address, ConnectOptions.DEFAULT, pause.get()));
        }
        return server.devices().connect(id, address, ConnectOptions.DEFAULT, address);
    }

    @SuppressWarnings("deprecation") // seconds are what QEMU took until 10.0
    private static Optional<Duration> pause(ChardevSocket socket) {
        Long seconds = socket.reconnect();
        Long millis = socket.reconnectMs();
        if (seconds != null && millis != null) {
            throw CommandFailedException.generic("'reconnect' and 'reconnect-ms' are mutually exclusive");
        }
        return Optional.ofNullable(seconds)
                .map(Duration::ofSeconds)
                .or(() -> Optional.ofNullable(millis).map(Duration::ofMillis))
                .filter(time -> !time.isZero());
    }

    private static void check(ChardevSocket socket, boolean listens, boolean reconnects) {
        String option = socket.reconnectMs() == null ? "'reconnect' option" : "'reconnect-ms' option";
        if (reconnects && socket.addr() instanceof LegacySocketAddressFd) {
            throw CommandFailedException.generic(option + " is incompatible with 'fd' address type");
        }
        if (reconnects && listens) {
            throw CommandFailedException.generic(option + " is incompatible with socket in server listen mode");
        }
        if (!listens && isOn(socket.websocket())) {
            throw CommandFailedException.generic("Websocket client is not implemented");
        }
        if (!listens && socket.wait_() != null) {
            throw CommandFailedException.generic("'wait' option is incompatible with socket in client connect mode");
        }
        if (socket.tlsCreds() != null) {
            throw CommandFailedException.generic("No TLS credentials with id '" + socket.tlsCreds() + "'");
        }
        if (isOn(socket.telnet()) || isOn(socket.tn3270()) || isOn(socket.websocket())) {
            throw CommandFailedException.generic(
                    "telnet, tn3270 and websocket are for devices of the command line only");
        }
    }

    private static boolean isOn(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    /** The socket that a client has handed over: the transport owns its descriptor once it uses it. */
    private CompletionStage<CharacterDevice> openDescriptor(
            String id, String name, boolean listens, CommandContext context) {
        FileDescriptor descriptor = SocketAddresses.descriptor(server, context, name);
        QmpAddress address = new QmpAddress(FD, Integer.toString(descriptor.number()));
        CompletionStage<CharacterDevice> opened = listens
                ? server.devices().listen(id, address, ListenOptions.DEFAULT.withDescriptors())
                : server.devices()
                        .connect(id, address, ConnectOptions.DEFAULT.withDescriptors(), new QmpAddress(FD, name));
        return opened.whenComplete((device, failure) -> {
                    if (failure != null) {
                        descriptor.close();
                    }
                })
                .exceptionallyCompose(failure -> failedStage(CommandFailedException.generic(
                        SocketAddresses.text(failure).replace("'" + address.text() + "'", "'" + name + "'"))));
    }
}
