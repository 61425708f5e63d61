package io.qmp.transport.vertx.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.unix.Socket;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.transport.vertx.VertxTransport;
import io.qmp.transport.vertx.descriptor.SocketMessages;
import io.vertx.core.Promise;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class EpollConnectionTest {
    private final VertxTransport transport = VertxTransport.create();
    private final VertxEventLoop loop = (VertxEventLoop) transport.newEventLoop();

    @AfterEach
    void close() {
        transport.close().toCompletableFuture().join();
    }

    @Test
    void itsHandlerHearsOnceOfTheEndBeforeReadingCouldBegin() throws Exception {
        Promise<SocketMessages> descriptors = Promise.promise();
        Closes handler = new Closes();
        loop.execute(() -> {
            EpollConnection connection = new EpollConnection(
                    Socket.newSocketDomain(), loop, new PeerAddress.Unnamed("test"), descriptors.future());
            connection.open(accepted -> accepted.handler(handler));
            connection.abort();
        });
        handler.first.get(60, TimeUnit.SECONDS);

        descriptors.fail("too late");
        CompletableFuture<Void> later = new CompletableFuture<>();
        loop.execute(() -> loop.execute(() -> loop.execute(() -> later.complete(null))));
        later.get(60, TimeUnit.SECONDS);
        assertThat(handler.causes).hasSize(1);
    }

    private static final class Closes implements ConnectionHandler {
        private final CompletableFuture<Void> first = new CompletableFuture<>();
        private final List<String> causes = new ArrayList<>();

        @Override
        public void received(ByteBuffer bytes) {}

        @Override
        public void inputEnded() {}

        @Override
        public void closed(@Nullable Throwable cause) {
            causes.add(String.valueOf(cause));
            first.complete(null);
        }
    }
}
