package io.qmp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TlsOptions;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NioTransportTest {
    private final NioTransport transport = NioTransport.create();
    private final EventLoop loop = transport.newEventLoop();

    @AfterEach
    void close() {
        await(transport.close());
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void isInstalledForUnixSocketsAndTcp() {
        Transports installed = Transports.installed().only("nio");
        assertThat(installed.schemes()).containsExactly("tcp", "unix");
        Transport opened = installed.open();
        assertThat(opened.newEventLoop().inLoop()).isFalse();
        await(opened.close());
    }

    @Test
    void theTransportOnVertxComesFirstWhereBothAreInstalled() {
        assertThat(Transports.installed().toString()).matches("vertx \\(.*\\); nio \\(tcp, unix\\)");
    }

    @Test
    void otherSchemesAndAbstractNamesAreRefusedWithAReason() {
        for (String text : new String[] {"fd:5", "vsock:2:1"}) {
            assertThat(failures(QmpAddress.parse(text)))
                    .allSatisfy(failure -> assertThat(failure.reason()).isEqualTo(Reason.UNKNOWN_SCHEME));
        }
        assertThat(failures(QmpAddress.parse("unix:name,abstract=on")))
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageContaining("no abstract names")
                        .hasMessageContaining("qmp-transport-vertx"));
    }

    private ConnectFailedException[] failures(QmpAddress address) {
        return new ConnectFailedException[] {
            failure(transport.listen(address, ListenOptions.DEFAULT, loop, Connection::abort)),
            failure(transport.connect(address, ConnectOptions.DEFAULT, loop))
        };
    }

    private static ConnectFailedException failure(CompletionStage<?> stage) {
        Throwable failure = await(stage.<Throwable>handle((done, cause) -> cause));
        assertThat(failure).isInstanceOf(ConnectFailedException.class);
        return (ConnectFailedException) failure;
    }

    @Test
    void programsCanAskWhetherAnotherTransportIsNeeded() {
        assertThat(NioTransport.canConnect(QmpAddress.parse("unix:/run/qmp"), ConnectOptions.DEFAULT))
                .isTrue();
        assertThat(NioTransport.canConnect(QmpAddress.parse("tcp:localhost:4444"), ConnectOptions.DEFAULT))
                .isTrue();
        ConnectOptions tls = ConnectOptions.DEFAULT.withTls(TlsOptions.client(Path.of("authorities.pem")));
        assertThat(NioTransport.canConnect(QmpAddress.parse("tcp:localhost:4444"), tls))
                .isFalse();
        for (String text : new String[] {"unix:name,abstract=on", "unix:/" + "x".repeat(106), "fd:5"}) {
            assertThat(NioTransport.canConnect(QmpAddress.parse(text), ConnectOptions.DEFAULT))
                    .as(text)
                    .isFalse();
        }
        assertThat(NioTransport.canConnect(QmpAddress.parse("unix:/" + "x".repeat(105)), ConnectOptions.DEFAULT))
                .isTrue();
    }

    @Test
    void theFirstFreePortOfARangeIsTaken() {
        QmpAddress first = await(transport.listen(
                        QmpAddress.tcp("127.0.0.1", 0), ListenOptions.DEFAULT, loop, Connection::abort))
                .address();
        QmpAddress range = QmpAddress.parse(first + ",to=65535");
        QmpAddress second = await(transport.listen(range, ListenOptions.DEFAULT, loop, Connection::abort))
                .address();
        assertThat(second).isNotEqualTo(first);
        assertThat(second.toString()).startsWith("tcp:127.0.0.1:").doesNotContain("to=");
    }

    @Test
    void addressesOfTheVersionThatIsNotWantedAreLeftOut() {
        assertThat(failures(QmpAddress.parse("tcp:127.0.0.1:0,ipv6=on")))
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageStartingWith("address resolution failed for 127.0.0.1:0: "
                                + "Address family for hostname not supported\n"));
    }

    @Test
    void closingEndsThoughAHandlerBlocksTheLoop() {
        CountDownLatch stuck = new CountDownLatch(1);
        loop.execute(() -> {
            try {
                stuck.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        await(transport.close());
        stuck.countDown();
    }
}
