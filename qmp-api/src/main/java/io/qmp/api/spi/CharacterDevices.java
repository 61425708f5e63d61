package io.qmp.api.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The character devices of a server: its own, and what plugins make while it runs. All are closed when the server ends.
 *
 * <pre>{@code
 * server.devices().listen("m1", QmpAddress.parse("unix:/run/m1.qmp"), ListenOptions.DEFAULT)
 *         .thenApply(device -> device.serve("m1", MonitorSettings.DEFAULT));
 * }</pre>
 *
 * <p>A device serves one client at a time; further ones wait. Methods are called on the server's loop unless they say
 * otherwise. What makes a device throws {@link IllegalStateException} if the label is taken, and
 * {@link io.qmp.api.error.WrongStateException} if the server has no transport or has ended.
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface CharacterDevices {
    /** {@return all, in the order in which they were made} On any thread. */
    List<CharacterDevice> all();

    /** {@return the device of a label} On any thread. */
    default Optional<CharacterDevice> find(String label) {
        return all().stream().filter(device -> device.label().equals(label)).findFirst();
    }

    /**
     * Makes a device whose clients connect to it.
     *
     * @param label its name
     * @param address where it listens
     * @param options how it listens
     * @return completes on the loop when it listens; fails with {@link io.qmp.api.error.ConnectFailedException} if it
     *     cannot
     */
    CompletionStage<CharacterDevice> listen(String label, QmpAddress address, ListenOptions options);

    /**
     * Makes a device that connects to its client, once. When the client has left, it stays without one.
     *
     * @param label its name
     * @param address where the client is
     * @param options how it connects
     * @param shown the address that {@link CharacterDevice#address} says
     * @return completes on the loop when it is connected; fails with
     *     {@link io.qmp.api.error.ConnectFailedException} if it cannot
     */
    CompletionStage<CharacterDevice> connect(
            String label, QmpAddress address, ConnectOptions options, QmpAddress shown);

    /**
     * Makes a device that connects to its client, and again whenever that has failed or the client has left.
     *
     * @param label its name
     * @param address where the client is
     * @param options how it connects
     * @param pause how long it waits before it connects again
     * @return the device, which is not connected yet
     */
    CharacterDevice keepConnecting(String label, QmpAddress address, ConnectOptions options, Duration pause);

    /**
     * Makes a device of a connection.
     *
     * @param label its name
     * @param kind its kind, which is also its address
     * @param connection a connection on the server's loop; the device's from now on
     * @return the device
     */
    CharacterDevice of(String label, String kind, Connection connection);
}
