package io.qmp.program.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import io.qmp.api.wire.WireCodec;
import io.qmp.client.QmpClient;
import io.qmp.program.ToolLine;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The things that the program lends to a subcommand while it runs. For the thread that runs it.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@DoNotImplement
public interface ProgramContext {
    /** {@return standard input} */
    InputStream in();

    /**
     * Writes to standard output, at once. Where standard output cannot be written, this throws an exception that ends
     * the program with status 6; it is not to be caught.
     */
    void print(CharSequence text);

    /** Writes a line to standard error, with the name of the program in front. */
    void note(String message);

    /** {@return the codec of the program's clients} */
    WireCodec codec();

    /**
     * Connects to a server.
     *
     * @param address where it listens, as all subcommands take it
     * @param line limits the time, if it has {@link io.qmp.program.StandardOptions#TIMEOUT}, and turns the log on, if
     *     it has {@link io.qmp.program.StandardOptions#VERBOSE}
     * @return completes with a client, which the caller closes; fails as
     *     {@link io.qmp.client.QmpClientBuilder#connect}
     * @throws IllegalArgumentException if {@code address} is none
     */
    CompletableFuture<QmpClient> connect(String address, ToolLine line);

    /**
     * Waits. When a signal comes that asks the program to end, this throws an exception that ends it with the status of
     * that signal; a subcommand has two seconds to clean up then, and lets the exception pass.
     *
     * @return what the stage completes with
     * @throws io.qmp.api.error.QmpException if the stage fails with that
     * @throws IllegalStateException if the stage fails with something else, which is its cause
     * @throws InterruptedException if the thread is interrupted otherwise
     */
    <T> T await(CompletionStage<T> stage) throws InterruptedException;
}
