package io.qmp.api.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A character device of a server: what a {@linkplain Monitor monitor} stands on. It is there with and without a client,
 * with and without a monitor. What a client sends while there is no monitor is kept for the next one, up to 16 KiB;
 * then the client is slowed down.
 *
 * <p>Methods are called on the server's loop unless they say otherwise.
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface CharacterDevice {
    /** {@return its name} On any thread. */
    String label();

    /** {@return its kind, as QEMU calls it, such as {@code socket}} On any thread. */
    String kind();

    /**
     * {@return where it is at the moment, as QEMU's {@code query-chardev} says it, such as
     * {@code disconnected:unix:/run/vm.qmp,server=on}} On any thread.
     */
    String address();

    /** {@return whether a client is connected} On any thread. */
    boolean isConnected();

    /** {@return its monitor, if it has one} On any thread. */
    Optional<Monitor> monitor();

    /**
     * Puts a monitor on this device. A client that is connected already is greeted at once, and what it has sent is
     * read.
     *
     * @param name the name of the monitor
     * @param settings how it serves its clients
     * @return the monitor
     * @throws IllegalStateException if the device has a monitor, or is closed
     */
    Monitor serve(String name, MonitorSettings settings);

    /**
     * Puts something other than a monitor on this device, such as a device of a machine, which reads what clients send
     * and writes to them. Clients come one after the other, one that is connected already at once, with what it has
     * sent.
     *
     * @param user is called on the loop with the connection of each client, and returns what receives its bytes and
     *     its end
     * @return closes it again
     * @throws IllegalStateException if the device has a monitor or another user, or is closed
     */
    Attachment attach(Function<Connection, ConnectionHandler> user);

    /**
     * Takes a connection that was made elsewhere, as if its client had connected to this device by itself.
     *
     * @param client a connection on the server's loop; the device's if it is taken, else still the caller's
     * @return whether it was taken: not if the device is no socket or is closed, nor while it has a client
     */
    boolean accept(Connection client);

    /** Cuts the connections of its clients, as {@code yank} does: what they have not taken yet is lost. */
    void disconnect();

    /**
     * Removes the device from the server: closes its monitor, its listener with the file of a unix socket, and the
     * connections of its clients. Its label is free when this returns.
     *
     * @return completes on the loop when the address is free; never fails
     */
    CompletionStage<Void> close();
}
