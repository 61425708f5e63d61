package io.qmp.app.metrics;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.UnixAddress;
import java.util.Map;

/**
 * A virtual machine to ask.
 *
 * @param name its value of the label {@code vm}
 * @param address where its monitor listens
 * @param connect how to connect
 * @param labels more labels of all its metrics
 */
public record VmTarget(String name, QmpAddress address, ConnectOptions connect, Map<String, String> labels) {
    /** {@return a name for the virtual machine at an address} By its socket; of other addresses all but the scheme. */
    public static String nameOf(QmpAddress address) {
        if (!address.scheme().equals(UnixAddress.SCHEME)) {
            return address.text();
        }
        UnixAddress socket = UnixAddress.of(address);
        return socket.isAbstract() ? socket.name() : WatchedSockets.name(socket.path());
    }
}
