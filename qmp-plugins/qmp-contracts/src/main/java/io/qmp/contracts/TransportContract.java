package io.qmp.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qmp.api.Experimental;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Tests that every transport must pass, for one kind of address. The author of a transport extends this class in a
 * test class for each kind.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public abstract class TransportContract extends TransportFixture
        implements EventLoopContract,
                ConnectingContract,
                ReadingContract,
                WritingContract,
                HandlerContract,
                ClosingContract {
    /** For the test classes that extend it. */
    protected TransportContract() {}

    /** Loops are those of the transport itself, not of another one of its kind. */
    @Test
    void loopsOfOthersAreRefused() {
        Transport other = newTransport();
        try {
            EventLoop foreign = other.newEventLoop();
            QmpAddress address = freeAddress();
            assertThrows(
                    IllegalArgumentException.class,
                    () -> transport.listen(address, listenOptions(), foreign, Connection::abort));
            assertThrows(
                    IllegalArgumentException.class, () -> transport.connect(address, ConnectOptions.DEFAULT, foreign));
        } finally {
            await(other.close());
        }
    }

    /** Fails unless a connection refuses a descriptor, closes it, and queues nothing. */
    final void assertRefusesDescriptors(Connection client) {
        AtomicInteger closed = new AtomicInteger();
        FileDescriptor descriptor = new FileDescriptor(1234, closed::set);
        onLoop(() -> assertThrows(
                UnsupportedOperationException.class, () -> client.write(ascii("with it"), List.of(descriptor))));
        assertEquals(1234, closed.get());
        assertFalse(descriptor.isOpen());
        assertEquals(0, onLoop(client::pendingBytes));
    }
}
