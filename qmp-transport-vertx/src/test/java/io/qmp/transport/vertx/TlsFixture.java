package io.qmp.transport.vertx;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TlsOptions;
import io.qmp.api.wire.Transport;
import io.qmp.contracts.Certificates;
import io.qmp.contracts.RecordingHandler;
import io.qmp.contracts.TransportFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A transport and certificates for both ends of its connections. */
@ExtendWith(LeakCheck.class)
abstract class TlsFixture extends TransportFixture {
    static Certificates certificates;

    @TempDir
    static Path directory;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new Certificates(directory);
    }

    @Override
    protected Transport newTransport() {
        return VertxTransport.create();
    }

    @Override
    public QmpAddress freeAddress() {
        return QmpAddress.tcp("127.0.0.1", 0);
    }

    QmpAddress listen(TlsOptions tls) {
        return listen(ListenOptions.DEFAULT.withTls(tls));
    }

    QmpAddress listen(ListenOptions options) {
        return await(transport.listen(
                        freeAddress(), options, loop, connection -> accepted.add(new RecordingHandler(connection))))
                .address();
    }

    RecordingHandler connect(QmpAddress address, TlsOptions tls) {
        return connect(address, ConnectOptions.DEFAULT.withTls(tls));
    }

    RecordingHandler connect(QmpAddress address, ConnectOptions options) {
        return await(transport.connect(address, options, loop).thenApplyAsync(RecordingHandler::new, loop));
    }
}
