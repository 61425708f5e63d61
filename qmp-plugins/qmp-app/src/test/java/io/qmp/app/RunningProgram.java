package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.app.process.Output;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Terminals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/** The program, run within the test on a thread of its own. */
public final class RunningProgram implements AutoCloseable {
    /**
     * In seconds; longer than a busy machine takes for anything here, so that it strikes only where something hangs.
     */
    private static final long LIMIT = 50;

    private final Lines out = new Lines();
    private final Lines err = new Lines();
    private final CompletableFuture<IntConsumer> watching = new CompletableFuture<>();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    private RunningProgram(
            InputStream in, Optional<OutputStream> broken, Map<String, String> variables, String... arguments) {
        this(in, new Streams(broken, Optional.empty()), variables, Terminals.NONE, arguments);
    }

    private RunningProgram(
            InputStream in, Streams streams, Map<String, String> variables, Terminals terminals, String... arguments) {
        ProcessEnvironment environment = new ProcessEnvironment(
                in,
                new Output(streams.out().orElse(out)),
                new PrintStream(streams.err().orElse(err), true, UTF_8),
                (first, limit) -> watching.complete(first),
                variables::get,
                terminals);
        Thread thread = new Thread(
                () -> {
                    try {
                        status.complete(new Program(environment).run(arguments));
                    } catch (Throwable e) {
                        status.completeExceptionally(e);
                    }
                },
                "program");
        thread.setDaemon(true);
        thread.start();
    }

    /** What stands for standard output and standard error, if they are not kept here. */
    private record Streams(Optional<OutputStream> out, Optional<OutputStream> err) {}

    public static RunningProgram start(String... arguments) {
        return start(InputStream.nullInputStream(), arguments);
    }

    /** Starts it with a standard output that fails. */
    static RunningProgram startWithFailingOutput(String reason, String... arguments) {
        return startWithFailingOutput(InputStream.nullInputStream(), reason, arguments);
    }

    /** Starts it with what stands in its standard input, and a standard output that fails. */
    static RunningProgram startWithFailingOutput(InputStream in, String reason, String... arguments) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(reason);
            }
        };
        return new RunningProgram(in, Optional.of(broken), Map.of(), arguments);
    }

    public static RunningProgram start(InputStream in, String... arguments) {
        return new RunningProgram(in, Optional.empty(), Map.of(), arguments);
    }

    /** Starts it with environment variables; without this, it has none. */
    static RunningProgram startWith(Map<String, String> variables, String... arguments) {
        return new RunningProgram(InputStream.nullInputStream(), Optional.empty(), variables, arguments);
    }

    /** Starts it on a terminal: standard output and standard error are one, with these environment variables. */
    static RunningProgram startOnTerminal(Map<String, String> variables, String... arguments) {
        return new RunningProgram(
                InputStream.nullInputStream(),
                new Streams(Optional.empty(), Optional.empty()),
                variables,
                stream -> stream != Terminals.INPUT,
                arguments);
    }

    /** Starts it on a terminal that shows both streams, with these environment variables. */
    static RunningProgram startOn(
            InputStream in, OutputStream out, OutputStream err, Map<String, String> variables, String... arguments) {
        return new RunningProgram(
                in, new Streams(Optional.of(out), Optional.of(err)), variables, stream -> true, arguments);
    }

    /** Starts it with standard input and output of the caller, and these environment variables. */
    static RunningProgram start(InputStream in, OutputStream out, Map<String, String> variables, String... arguments) {
        return new RunningProgram(in, Optional.of(out), variables, arguments);
    }

    /** Waits for the next line of standard output. */
    public String line() {
        return out.next();
    }

    /** Waits for the next line of standard error. */
    String errorLine() {
        return err.next();
    }

    /** What has been written to standard output. */
    public String standardOutput() {
        return out.text();
    }

    /** What has been written to standard error. */
    public String standardError() {
        return err.text();
    }

    /** Does what SIGTERM does, as soon as the program watches for it. */
    public void signal() {
        signal(15);
    }

    /** Does what a signal does, as soon as the program watches for it. */
    void signal(int number) {
        watching.thenAccept(first -> first.accept(number));
    }

    /** Waits for the end. */
    public int status() {
        try {
            return status.get(LIMIT, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the program did not end; it printed: " + out.text() + err.text(), e);
        } catch (Exception e) {
            throw new AssertionError("the program failed", e);
        }
    }

    /** {@return whether it ends within a time} */
    boolean endsWithin(Duration time) {
        return status.copy()
                .completeOnTimeout(-1, time.toMillis(), TimeUnit.MILLISECONDS)
                .handle((ended, failure) -> status.isDone())
                .join();
    }

    @Override
    public void close() {
        if (!status.isDone()) {
            signal();
            status();
        }
    }

    /** What is written, as text and as lines to wait for. */
    private static final class Lines extends OutputStream {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        @Override
        public synchronized void write(int octet) {
            all.write(octet);
            if (octet == '\n') {
                lines.add(line.toString(UTF_8));
                line.reset();
            } else {
                line.write(octet);
            }
        }

        synchronized String text() {
            return all.toString(UTF_8);
        }

        String next() {
            try {
                String next = lines.poll(LIMIT, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("waited for a line after: " + text());
                }
                return next;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
