package io.qmp.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is done with the transport of a server before it is there. */
@Timeout(60)
class StartingTransportTest {
    @TempDir
    Path directory;

    private final StartingTransport transport = StartingTransport.begin(false);

    @AfterEach
    void close() throws Exception {
        transport.close().toCompletableFuture().get();
    }

    @Test
    void aLoopThatWasMadeBeforeTheTransportIsOneOfItsLoops() throws Exception {
        EventLoop loop = transport.newEventLoop();
        assertThat(loop.inLoop()).isFalse();
        CompletableFuture<Connection> accepted = new CompletableFuture<>();
        QmpAddress address = QmpAddress.parse("unix:" + directory.resolve("q"));
        Listener listener = transport
                .listen(address, ListenOptions.DEFAULT, loop, accepted::complete)
                .toCompletableFuture()
                .get();
        Connection connection = transport
                .connect(address, ConnectOptions.DEFAULT, transport.newEventLoop())
                .toCompletableFuture()
                .get();

        accepted.get();
        loop.execute(connection::close);
        listener.close();
    }

    @Test
    void tasksOfALoopRunOnItInOrder() throws Exception {
        EventLoop loop = transport.newEventLoop();
        CompletableFuture<Boolean> second = new CompletableFuture<>();
        CompletableFuture<Boolean> first = new CompletableFuture<>();
        loop.execute(() -> first.complete(loop.inLoop()));
        loop.execute(() -> second.complete(first.isDone()));

        assertThat(first.get()).isTrue();
        assertThat(second.get()).isTrue();
        assertThat(loop.unwrap()).isSameAs(loop.unwrap());
    }
}
