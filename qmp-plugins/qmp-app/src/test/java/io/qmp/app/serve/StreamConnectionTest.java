package io.qmp.app.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.app.process.Output;
import io.qmp.app.process.ProcessEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamConnectionTest implements ConnectionHandler {
    private final TestLoop loop = new TestLoop();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        loop.thread.shutdownNow();
    }

    @Test
    void hearsWhatIsTypedAndNothingOfItsEnd() throws Exception {
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream typed = new PipedOutputStream(in);
        StreamConnection connection = open(in);
        type(typed, "one");
        assertThat(next()).isEqualTo("received one");
        typed.close();

        onLoop(() -> write(connection, "still there"));
        assertThat(next()).isEqualTo("drained");
        assertThat(out).hasToString("still there");
    }

    @Test
    void readsAtMostOneChunkAheadOfAHandlerThatHasPaused() throws Exception {
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream typed = new PipedOutputStream(in);
        StreamConnection connection = open(in);
        onLoop(connection::pause);
        type(typed, "one");
        assertThat(next()).isEqualTo("received one");
        type(typed, "two");
        onLoop(() -> {});
        assertThat(told).isEmpty();

        onLoop(connection::resume);
        assertThat(next()).isEqualTo("received two");
    }

    @Test
    void closesWhenAllIsWritten() throws Exception {
        StreamConnection connection = open(InputStream.nullInputStream());
        onLoop(() -> {
            write(connection, "last words");
            assertThat(connection.pendingBytes()).isEqualTo(10);
            connection.close();
            write(connection, "too late");
        });

        assertThat(next()).isEqualTo("closed null");
        assertThat(out).hasToString("last words");
    }

    @Test
    void abortsAtOnceAndOnce() throws Exception {
        StreamConnection connection = open(InputStream.nullInputStream());
        onLoop(() -> {
            connection.write(ByteBuffer.wrap(new byte[10]));
            connection.abort();
            connection.close();
            connection.abort();
        });

        assertThat(next()).isEqualTo("closed null");
        onLoop(() -> {});
        assertThat(told).isEmpty();
        assertThat(out.size()).isZero();
    }

    @Test
    void endsWithAStreamThatFails() throws Exception {
        open(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        });

        assertThat(next()).isEqualTo("closed java.io.IOException: broken");
    }

    @Test
    void aFailureToCloseWhatItUsedIsTheCauseOfItsEnd() throws Exception {
        Closeable resource = () -> {
            throw new IOException("no space left");
        };
        StreamConnection connection = new StreamConnection(loop, "pipe", InputStream.nullInputStream(), out, resource);
        onLoop(() -> connection.handler(this));
        onLoop(connection::close);

        assertThat(next()).isEqualTo("closed java.io.IOException: no space left");
    }

    private StreamConnection open(InputStream in) throws Exception {
        ProcessEnvironment environment = new ProcessEnvironment(in, new Output(out), System.err, (end, limit) -> {});
        StreamConnection connection = StreamConnection.ofStdio(environment, loop);
        onLoop(() -> connection.handler(this));
        return connection;
    }

    private static void write(StreamConnection connection, String text) {
        connection.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
        connection.flush();
    }

    private static void type(PipedOutputStream typed, String text) throws IOException {
        typed.write(text.getBytes(US_ASCII));
        typed.flush();
    }

    private void onLoop(Runnable task) throws Exception {
        CompletableFuture.runAsync(task, loop).get(30, TimeUnit.SECONDS);
    }

    private String next() throws InterruptedException {
        return String.valueOf(told.poll(30, TimeUnit.SECONDS));
    }

    @Override
    public void received(ByteBuffer bytes) {
        told.add("received " + US_ASCII.decode(bytes));
    }

    @Override
    public void inputEnded() {
        told.add("input ended");
    }

    @Override
    public void drained() {
        told.add("drained");
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        told.add("closed " + cause);
    }

    private static final class TestLoop implements EventLoop {
        private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(1);

        @Override
        public boolean inLoop() {
            return false;
        }

        @Override
        public void execute(Runnable task) {
            thread.execute(task);
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            var timer = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        }
    }
}
