package io.qmp.server.monitor;

import io.qmp.api.Loggers;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.spi.CharacterDevice;
import io.qmp.api.spi.CharacterDevices;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Makes the devices that plugins ask for. */
public final class ServerDevices implements CharacterDevices {
    private static final System.Logger LOG = Loggers.named("io.qmp.server");
    private static final String PLAIN = "tcp";
    private static final int BACKLOG = 256;

    private final Devices devices;
    private final Optional<Transport> transport;
    private final EventLoop loop;

    /**
     * Makes the devices of a server.
     *
     * @param transport empty if the server has none
     */
    public ServerDevices(Devices devices, Optional<Transport> transport, EventLoop loop) {
        this.devices = devices;
        this.transport = transport;
        this.loop = loop;
    }

    @Override
    public List<CharacterDevice> all() {
        return devices.all();
    }

    @Override
    public CompletionStage<CharacterDevice> listen(String label, QmpAddress address, ListenOptions options) {
        Transport used = transport();
        Device device = add(label, MonitorAddress.listening(address, PLAIN));
        return made(device, used.listen(address, options, loop, device::arrived), listener -> {
            device.listensBy(listener);
            return device;
        });
    }

    @Override
    public CompletionStage<CharacterDevice> connect(
            String label, QmpAddress address, ConnectOptions options, QmpAddress shown) {
        Transport used = transport();
        Device device = add(label, MonitorAddress.dialling(shown, PLAIN));
        return made(device, used.connect(address, options, loop), connection -> {
            device.arrived(connection);
            return device;
        });
    }

    @Override
    public CharacterDevice keepConnecting(String label, QmpAddress address, ConnectOptions options, Duration pause) {
        Transport used = transport();
        Device device = add(label, MonitorAddress.dialling(address, PLAIN));
        Dialer dialer = new Dialer(
                loop,
                pause,
                failure -> LOG.log(
                        Level.WARNING, "Unable to connect character device " + label + ": " + failure.getMessage()),
                () -> used.connect(address, options, loop),
                connection -> {
                    device.arrived(connection);
                    return true;
                });
        device.dialledBy(dialer);
        dialer.dial();
        return device;
    }

    @Override
    public CharacterDevice of(String label, String kind, Connection connection) {
        Device device = add(label, MonitorAddress.device(kind));
        device.arrived(connection);
        return device;
    }

    private Device add(String label, MonitorAddress address) {
        if (devices.isClosed()) {
            throw new WrongStateException("the server has ended");
        }
        if (find(label).isPresent()) {
            throw new IllegalStateException("there is a device " + label + " already");
        }
        return devices.add(label, address, 1, BACKLOG);
    }

    private Transport transport() {
        return transport.orElseThrow(
                () -> new WrongStateException("this server was built with a loop of its own and without a transport"));
    }

    /** The device is there from the beginning, so that its label is taken, and goes if what it needs fails. */
    private <T> CompletionStage<CharacterDevice> made(
            Device device, CompletionStage<T> attempt, Function<T, CharacterDevice> use) {
        CompletableFuture<CharacterDevice> result = new CompletableFuture<>();
        attempt.whenCompleteAsync(
                (success, failure) -> {
                    if (failure == null) {
                        result.complete(use.apply(success));
                    } else {
                        devices.remove(device);
                        result.completeExceptionally(failure);
                    }
                },
                loop);
        return result;
    }
}
