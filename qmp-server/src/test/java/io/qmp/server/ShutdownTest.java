package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ForwardingEventLoop;
import io.qmp.api.wire.QmpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The end comes, whatever plugins do. */
class ShutdownTest {
    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final List<Runnable> alarms = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    /** What a plugin does at the end. */
    @FunctionalInterface
    private interface End {
        void on(String call) throws InterruptedException;
    }

    @Test
    void whatPluginsThrowStopsNeitherTheEndNorTheOthers() {
        QmpServer server = server(
                loop,
                call -> {
                    throw new StackOverflowError(call);
                },
                call -> {
                    throw new IllegalStateException(call);
                },
                call -> {});

        server.shutdown(ShutdownCause.HOST_SIGNAL);
        loop.runPending();

        assertThat(ended(server).join()).isEqualTo(ShutdownCause.HOST_SIGNAL);
        assertThat(calls)
                .isEqualTo(
                        List.of("0 shuttingDown", "1 shuttingDown", "2 shuttingDown", "0 close", "1 close", "2 close"));
        assertThat(alarms).as("the alarm is taken back").isEmpty();
        assertThat(loop.timers()).isEqualTo(0);
    }

    @Test
    void theEndComesIfTheLoopIsBlocked() {
        QmpServer server = server(loop);
        server.shutdown(ShutdownCause.HOST_UI);
        server.shutdown(ShutdownCause.HOST_SIGNAL);
        assertThat(ended(server).isDone()).isFalse();

        alarms.get(0).run();

        assertThat(ended(server).join()).as("the cause is the first one").isEqualTo(ShutdownCause.HOST_UI);
        loop.runPending(); // the loop goes on late, which changes nothing
        assertThat(ended(server).join()).isEqualTo(ShutdownCause.HOST_UI);
    }

    @Test
    void theEndComesIfShuttingDownNeverReturns() throws InterruptedException {
        assertEndsWhile("shuttingDown");
    }

    @Test
    void theEndComesIfCloseNeverReturns() throws InterruptedException {
        assertEndsWhile("close");
    }

    private void assertEndsWhile(String hanging) throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        QmpServer server = server(loop, call -> {
            if (call.equals(hanging)) {
                hangs.countDown();
                released.await();
            }
        });
        server.shutdown(ShutdownCause.HOST_SIGNAL);
        Thread running = new Thread(loop::runPending, "loop");
        running.start();
        hangs.await();
        assertThat(ended(server).isDone()).isFalse();

        alarms.get(0).run();
        assertThat(ended(server).join()).isEqualTo(ShutdownCause.HOST_SIGNAL);
        released.countDown();
        running.join();
    }

    @Test
    void theGraceBeginsBeforePluginsAreCalled() {
        List<Integer> timers = new ArrayList<>();
        QmpServer server = server(loop, call -> timers.add(loop.timers()));

        server.shutdown(ShutdownCause.HOST_SIGNAL);
        loop.runPending();
        assertThat(ended(server).isDone()).isTrue();
        assertThat(timers).isEqualTo(List.of(1, 1));
    }

    @Test
    void aServerThatHasEndedSaysSo() {
        class EndingLoop extends ForwardingEventLoop {
            private boolean over;

            EndingLoop() {
                super(loop);
            }

            @Override
            public void execute(Runnable task) {
                if (over) {
                    throw new RejectedExecutionException();
                }
                super.execute(task);
            }
        }
        EndingLoop ending = new EndingLoop();
        QmpServer server = server(ending, call -> {});
        server.shutdown(ShutdownCause.HOST_SIGNAL);
        loop.runPending();
        ending.over = true;

        assertThatThrownBy(server::openLocal).isInstanceOf(WrongStateException.class);
        CompletableFuture<QmpAddress> listening = server.listen(QmpAddress.tcp("localhost", 0));
        assertThat(
                        assertThatExceptionOfType(ExecutionException.class)
                                        .isThrownBy(listening::get)
                                        .actual()
                                        .getCause()
                                instanceof WrongStateException)
                .isTrue();
        server.context().disconnect("local");
        assertThat(server.shutdown(ShutdownCause.NONE).join()).isEqualTo(ShutdownCause.HOST_SIGNAL);
    }

    @Test
    void aThreadOfItsOwnWatchesOverARealServer() {
        ServerOptions options = ServerOptions.DEFAULT.withShutdownGrace(Duration.ZERO);
        QmpServer server = QmpServer.builder()
                .loop(loop) // which nobody runs
                .options(options)
                .withoutInstalledPlugins()
                .build();

        assertThat(server.shutdown(ShutdownCause.HOST_SIGNAL).join()).isEqualTo(ShutdownCause.HOST_SIGNAL);
    }

    @Test
    void completingTheFutureOfTheEndDoesNotEndTheServer() {
        QmpServer server = server(loop);

        server.closed().complete(ShutdownCause.NONE);
        assertThat(server.closed()).isNotDone();

        CompletableFuture<ShutdownCause> closed = server.close();
        loop.runPending();
        assertThat(closed).isCompletedWithValue(ShutdownCause.HOST_SIGNAL);
    }

    private static CompletableFuture<ShutdownCause> ended(QmpServer server) {
        return server.closed();
    }

    private QmpServer server(EventLoop on, End... plugins) {
        QmpServerBuilder builder = QmpServer.builder()
                .loop(on)
                .withoutInstalledPlugins()
                .alarm((delay, task) -> {
                    alarms.add(task);
                    return () -> alarms.remove(task);
                });
        for (int i = 0; i < plugins.length; i++) {
            builder.plugin(new Ender(String.valueOf(i), plugins[i]));
        }
        return builder.build();
    }

    private final class Ender implements QmpPlugin {
        private final String name;
        private final End end;

        Ender(String name, End end) {
            this.name = name;
            this.end = end;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void register(PluginRegistry registry) {}

        @Override
        public void shuttingDown(ShutdownCause cause) {
            call("shuttingDown");
        }

        @Override
        public void close() {
            call("close");
        }

        private void call(String call) {
            calls.add(name + " " + call);
            try {
                end.on(call);
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        }
    }
}
