package io.qmp.transport.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import io.qmp.transport.vertx.guice.TransportModule;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class VertxTransportTest {
    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void isInstalled() {
        assertThat(Transports.installed()).hasToString("vertx (fd, tcp, unix)");
        assertThat(new VertxTransportProvider().open())
                .isInstanceOfSatisfying(VertxTransport.class, t -> await(t.close()));
    }

    @Test
    void isBoundOnce() {
        Injector injector = Guice.createInjector(binder -> binder.requireExplicitBindings(), new TransportModule());
        Transport transport = injector.getInstance(Transport.class);
        assertThat(injector.getInstance(Transport.class)).isSameAs(transport);
        await(transport.close());
    }

    @Test
    void closingComesToItsEndOnAVertxThatIsClosedAlready() {
        Vertx vertx = Vertx.vertx();
        VertxTransport transport = VertxTransport.on(vertx);
        EventLoop loop = transport.newEventLoop();
        await(transport.listen(QmpAddress.tcp("localhost", 0), ListenOptions.DEFAULT, loop, Connection::abort));
        await(vertx.close().toCompletionStage());
        await(transport.close());
    }
}
