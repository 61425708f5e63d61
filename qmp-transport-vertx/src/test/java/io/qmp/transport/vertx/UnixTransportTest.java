package io.qmp.transport.vertx;

import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class UnixTransportTest extends TransportContract {
    @TempDir
    Path directory;

    @Override
    Transport newTransport() {
        return VertxTransport.create();
    }

    @Override
    QmpAddress freeAddress() {
        return QmpAddress.unix(directory.resolve("monitor"));
    }
}
