package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ForwardingConnection;
import io.qmp.contracts.ScriptedPeer;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Threads that wait for commands are woken once for all that was received at once. */
class WaitingThreadsTest {
    /** Long enough for a thread that was woken too early to go on; nothing depends on it if it was not. */
    private static final long A_MOMENT = 50;

    private final ScriptedPeer peer = new ScriptedPeer();
    private final QmpClient client = Clients.running(peer, QmpClient.builder());

    private CompletableFuture<QmpValue> execute() {
        return client.execute("query-status", QmpObject.EMPTY);
    }

    private String reply(String result) {
        return "{\"return\": " + result + ", \"id\": " + peer.next().get("id") + "}\r\n";
    }

    /** A thread that waits for something. */
    private static final class Waiting<R> {
        private final FutureTask<R> task;
        private final Thread thread;

        Waiting(Callable<R> wait) throws InterruptedException {
            task = new FutureTask<>(wait);
            thread = new Thread(task, "waiting");
            thread.setDaemon(true);
            thread.start();
            while (thread.isAlive() && !thread.getState().name().endsWith("WAITING")) {
                thread.join(1);
            }
        }

        R result() throws Exception {
            return task.get(30, TimeUnit.SECONDS);
        }

        @Nullable
        Throwable failure() throws Exception {
            try {
                result();
                return null;
            } catch (ExecutionException e) {
                return e.getCause();
            }
        }

        boolean goesOn() {
            try {
                thread.join(A_MOMENT);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return !thread.isAlive();
        }
    }

    @Test
    void aThreadFindsDoneWhatCameTogether() throws Exception {
        var first = execute();
        var second = execute();
        var third = execute();
        String replies = reply("1") + reply("2");
        AtomicBoolean early = new AtomicBoolean();
        CompletableFuture<Waiting<Boolean>> thread = new CompletableFuture<>();
        first.thenRun(() -> early.set(thread.join().goesOn())); // dependents are called from the newest to the oldest
        var waiting = new Waiting<>(() -> {
            first.join();
            return second.isDone() && !third.isDone();
        });
        thread.complete(waiting);

        peer.send(replies);
        assertThat(waiting.result()).isTrue();
        assertThat(early).isFalse();
        peer.send(reply("3"));
        assertThat(third.join()).isEqualTo(QmpValue.of(3));
    }

    @Test
    void dependentsAreCalledAtOnceAndInOrder() throws Exception {
        var first = execute();
        var second = execute();
        StringBuilder order = new StringBuilder();
        first.thenRun(() -> order.append("first, ").append(second.isDone()));
        second.thenRun(() -> order.append("; second"));
        client.listen(event -> order.append("; event"));
        var waiting = new Waiting<>(() -> {
            second.get();
            return order.toString();
        });

        peer.send(reply("1") + reply("2") + "{\"event\": \"STOP\", \"timestamp\": {\"seconds\": 1, "
                + "\"microseconds\": 0}}\r\n");
        assertThat(waiting.result()).isEqualTo("first, false; second; event");
    }

    @Test
    void severalThreadsMayWaitForOneCommand() throws Exception {
        var command = execute();
        var joins = new Waiting<>(command::join);
        var gets = new Waiting<>(command::get);
        var blocking = new Waiting<>(() -> command.get(30, TimeUnit.SECONDS));
        peer.send(reply("1"));
        assertThat(joins.result()).isEqualTo(QmpValue.of(1));
        assertThat(gets.result()).isEqualTo(QmpValue.of(1));
        assertThat(blocking.result()).isEqualTo(QmpValue.of(1));
    }

    /** What the loop holds back is no concern of a thread that cancels. */
    @Test
    void anotherThreadThatCancelsWakesAtOnce() throws Exception {
        var first = execute();
        var second = execute();
        String replies = reply("1") + reply("2");
        var waiting = new Waiting<>(second::join);
        AtomicBoolean woken = new AtomicBoolean();
        first.thenRun(() -> {
            Thread cancels = new Thread(() -> second.cancel(false));
            cancels.start();
            try {
                waiting.failure();
                woken.set(true);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        peer.send(replies);
        assertThat(woken).isTrue();
        assertThat(waiting.failure()).isInstanceOf(CancellationException.class);
    }

    @Test
    void theEndOfTheConnectionWakesInTheMiddle() throws Exception {
        var first = execute();
        var second = execute();
        String replies = reply("1");
        var waitsForFirst = new Waiting<>(first::join);
        var waitsForSecond = new Waiting<>(second::join);
        peer.send(replies + ScriptedPeer.GREETING);
        assertThat(waitsForFirst.result()).isEqualTo(QmpValue.of(1));
        assertThat(waitsForSecond.failure())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ConnectionLostException.class);
    }

    /** A transport may be foreign. */
    @Test
    void aFlushThatFailsWakesAllTheSame() throws Exception {
        ScriptedPeer other = new ScriptedPeer();
        AtomicBoolean broken = new AtomicBoolean();
        QmpClient its = Clients.running(other, QmpClient.builder(), new ForwardingConnection(other.connection()) {
            @Override
            public void flush() {
                if (broken.get()) {
                    throw new IllegalStateException("broken");
                }
                super.flush();
            }
        });
        var first = its.execute("query-status", QmpObject.EMPTY);
        QmpObject request = other.next();
        first.thenRun(() -> its.execute("query-name", QmpObject.EMPTY));
        var waiting = new Waiting<>(first::join);
        broken.set(true);
        other.answer(request, "1");
        assertThat(waiting.result()).isEqualTo(QmpValue.of(1));
    }

    @Test
    void aWaitEndsWithItsTimeAndMayBeRepeated() throws Exception {
        var command = execute();
        var waiting = new Waiting<>(() -> command.get(1, TimeUnit.MILLISECONDS));
        assertThat(waiting.failure()).isInstanceOf(TimeoutException.class);
        var none = new Waiting<>(() -> command.get(-1, TimeUnit.SECONDS));
        assertThat(none.failure()).isInstanceOf(TimeoutException.class);
        int dependents = command.getNumberOfDependents();
        assertThat(new Waiting<>(() -> command.get(1, TimeUnit.MILLISECONDS)).failure())
                .isInstanceOf(TimeoutException.class);
        assertThat(command.getNumberOfDependents()).isEqualTo(dependents);
        peer.send(reply("1"));
        assertThat(command.get(0, TimeUnit.SECONDS)).isEqualTo(QmpValue.of(1));
    }

    @Test
    void onlyGetIsInterrupted() throws Exception {
        var command = execute();
        var gets = new Waiting<>(command::get);
        gets.thread.interrupt();
        assertThat(gets.failure()).isInstanceOf(InterruptedException.class);
        var joins = new Waiting<>(() -> {
            command.join();
            return Thread.currentThread().isInterrupted();
        });
        joins.thread.interrupt();
        peer.send(reply("1"));
        assertThat(joins.result()).isTrue();
    }
}
