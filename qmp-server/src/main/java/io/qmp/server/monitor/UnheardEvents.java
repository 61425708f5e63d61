package io.qmp.server.monitor;

import io.qmp.api.Loggers;
import io.qmp.api.message.Event;
import io.qmp.api.wire.WireFormat;
import io.qmp.server.session.SessionRegistry;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * The record of the events that no client of a monitor hears.
 *
 * @param device the monitor's device
 * @param format how it writes messages
 * @param receiver receives the bytes; a user's
 */
record UnheardEvents(Device device, WireFormat format, Consumer<ByteBuffer> receiver) {
    private static final System.Logger LOG = Loggers.named("io.qmp.server");

    void send(Event event, SessionRegistry sessions) {
        if (device.sendsUnheard()) {
            ByteBuffer bytes = sessions.bytes(format, event);
            if (bytes != null) {
                record(bytes);
            }
        }
    }

    private void record(ByteBuffer bytes) {
        try {
            receiver.accept(bytes);
        } catch (Throwable e) {
            LOG.log(Level.WARNING, device.label() + ": an event that no client hears is not recorded", e);
        }
    }
}
