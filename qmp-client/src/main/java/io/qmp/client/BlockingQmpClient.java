package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A client for threads that may wait: tools, tests, virtual threads. Each method does what that of {@link QmpClient}
 * does, and waits; what a future there fails with is thrown here. A thread that is interrupted while it waits cancels
 * the command.
 *
 * <p>Not to be used on the client's event loop, which would wait for itself: {@link WrongStateException} says so.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class BlockingQmpClient implements AutoCloseable {
    private final QmpClient client;

    BlockingQmpClient(QmpClient client) {
        this.client = client;
    }

    /** {@return the client that does not wait} */
    public QmpClient async() {
        return client;
    }

    /**
     * Executes a command.
     *
     * @param command the command with its arguments
     * @param <R> what it returns
     * @return what it returned
     * @throws QmpException as {@link QmpClient} says
     * @throws IllegalArgumentException if the command's type is not described as {@link io.qmp.api.type} says
     * @throws InterruptedException if the thread is interrupted
     */
    public <R> R execute(Command<R> command) throws InterruptedException {
        return await(client.execute(command));
    }

    /**
     * Executes a command.
     *
     * @param command the command with its arguments
     * @param call how
     * @param <R> what it returns
     * @return what it returned
     * @throws QmpException as {@link QmpClient} says
     * @throws IllegalArgumentException if the command's type is not described as {@link io.qmp.api.type} says
     * @throws InterruptedException if the thread is interrupted
     */
    public <R> R execute(Command<R> command, CallOptions call) throws InterruptedException {
        return await(client.execute(command, call));
    }

    /**
     * Executes a command that no Java type describes.
     *
     * @param command its name
     * @param arguments its arguments
     * @return what it returned, an empty object if that is nothing
     * @throws QmpException as {@link QmpClient} says
     * @throws InterruptedException if the thread is interrupted
     */
    public QmpValue execute(String command, QmpObject arguments) throws InterruptedException {
        return await(client.execute(command, arguments));
    }

    /**
     * Executes a command that no Java type describes.
     *
     * @param command its name
     * @param arguments its arguments
     * @param call how
     * @return what it returned, an empty object if that is nothing
     * @throws QmpException as {@link QmpClient} says
     * @throws InterruptedException if the thread is interrupted
     */
    public QmpValue execute(String command, QmpObject arguments, CallOptions call) throws InterruptedException {
        return await(client.execute(command, arguments, call));
    }

    /**
     * Sends a request, and hands over the reply as it came, as {@link QmpClient#send(Request, CallOptions)} does.
     *
     * @param request what to execute
     * @param call how
     * @return the reply, with the id of the request
     * @throws QmpException as {@link QmpClient} says
     * @throws InterruptedException if the thread is interrupted
     */
    public Reply send(Request request, CallOptions call) throws InterruptedException {
        return await(client.send(request, call));
    }

    /**
     * Asks what the peer knows, as {@link QmpClient#peerSchema} does.
     *
     * @return its introspection
     * @throws QmpException as {@link QmpClient} says
     * @throws InterruptedException if the thread is interrupted
     */
    public Schema peerSchema() throws InterruptedException {
        return await(client.peerSchema());
    }

    /** Closes the client and waits until it is closed, unless the thread is interrupted, and stays so. */
    @Override
    public void close() {
        try {
            await(client.close().toCompletableFuture());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <R> R await(CompletableFuture<R> future) throws InterruptedException {
        if (client.loop().inLoop()) {
            throw new WrongStateException(
                    "the client's event loop cannot wait for itself; use the client that does not wait");
        }
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(false);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof QmpException failure) {
                throw failure;
            }
            if (e.getCause() instanceof IllegalArgumentException undescribed) {
                throw undescribed;
            }
            throw new IllegalStateException("a command failed unexpectedly", e.getCause());
        }
    }
}
