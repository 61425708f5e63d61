package io.qmp.transport.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.wire.Transport;
import io.qmp.contracts.EchoHandler;
import io.qmp.contracts.RecordingHandler;
import io.qmp.contracts.UnixTransportContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of unix sockets, for one way in which Vert.x talks to the operating system. */
@ExtendWith(LeakCheck.class)
abstract class UnixContract extends UnixTransportContract {
    private final VertxOnSystem vertx;
    private final boolean onNative;

    UnixContract(boolean onNative) {
        this.onNative = onNative;
        vertx = new VertxOnSystem(onNative);
    }

    @Override
    protected Transport newTransport() {
        return vertx.open();
    }

    @Override
    @AfterEach
    protected void closeTransport() {
        super.closeTransport();
        vertx.close();
    }

    private void listenEchoing() {
        listen(connection -> connection.handler(new EchoHandler(connection)));
    }

    private void assertEchoes() {
        RecordingHandler client = connect(freeAddress());
        send(client, "hello");
        assertThat(client.text(5)).isEqualTo("hello");
    }

    @Test
    void thePathMayBeAsLongAsASocketAddressTakes() {
        path = pathOf(107);
        listenEchoing();
        if (onNative) {
            assertEchoes();
        } else { // the JDK leaves a byte unused
            assertThat(assertConnectingFails(Reason.OTHER, "UNIX socket path '" + path + "' is too long\n"))
                    .hasMessageEndingWith("\nPath must be less than 107 bytes");
        }
    }
}
