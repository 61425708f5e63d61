package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.agent.AgentProtocol;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * A client of a guest agent, {@code qemu-ga}: it speaks QMP's requests and replies, without greeting, negotiation and
 * events.
 *
 * <p>Made by {@link QmpClientBuilder#connectAgent}, or here with the builder's defaults. Threads, order and futures
 * are as {@link QmpClient} says.
 *
 * <p>An agent that does not answer in time may have been restarted in the middle of a reply: {@link #sync} brings both
 * sides together again.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class QgaClient {
    private final QmpClient client;
    private final AgentProtocol agent;

    QgaClient(QmpClient client, AgentProtocol agent) {
        this.client = client;
        this.agent = agent;
    }

    /**
     * Connects to an agent.
     *
     * @param address where the agent, or the machine that forwards to it, listens
     * @return see {@link QmpClientBuilder#connectAgent}
     */
    public static CompletableFuture<QgaClient> connect(QmpAddress address) {
        return QmpClient.builder().connectAgent(address);
    }

    /**
     * Speaks to an agent over a connection that is there already.
     *
     * @param connection the client's from now on; nobody has set its handler
     * @return see {@link QmpClientBuilder#connectAgent}
     */
    public static CompletableFuture<QgaClient> over(Connection connection) {
        return QmpClient.builder().agentOver(connection);
    }

    /**
     * Executes a command.
     *
     * @param command the command with its arguments
     * @param <R> what it returns
     * @return completes with what it returned
     */
    public <R> CompletableFuture<R> execute(Command<R> command) {
        return client.execute(command);
    }

    /**
     * Executes a command that no Java type describes.
     *
     * @param command its name
     * @param arguments its arguments
     * @return completes with what it returned
     */
    public CompletableFuture<QmpValue> execute(String command, QmpObject arguments) {
        return client.execute(command, arguments);
    }

    /**
     * Executes a command that no Java type describes.
     *
     * @param command its name
     * @param arguments its arguments
     * @param call how
     * @return completes with what it returned
     */
    public CompletableFuture<QmpValue> execute(String command, QmpObject arguments, CallOptions call) {
        return client.execute(command, arguments, call);
    }

    /**
     * Sends a request, and hands over the reply as it came, as {@link QmpClient#send(Request, CallOptions)} does.
     *
     * @param request what to execute
     * @param call how
     * @return completes with the reply
     */
    public CompletableFuture<Reply> send(Request request, CallOptions call) {
        return client.send(request, call);
    }

    /**
     * Executes a command that says nothing when it succeeds: {@code guest-shutdown}, {@code guest-suspend-disk},
     * {@code guest-suspend-ram}, {@code guest-suspend-hybrid}; {@code guest-info} calls them
     * {@code success-response: false}.
     *
     * @param command its name
     * @param arguments its arguments
     * @param patience for how long an error may come
     * @return completes when no error has come meanwhile, or when the connection ends; fails with
     *     {@link io.qmp.api.error.CommandFailedException} if the agent answers with an error, and with what says
     *     {@link QmpException#notSent} if the command was not sent
     */
    public CompletableFuture<Void> executeSilent(String command, QmpObject arguments, Duration patience) {
        CompletableFuture<Void> silence = new CompletableFuture<>();
        client.execute(command, arguments, CallOptions.DEFAULT.withHardLimit(patience))
                .whenComplete((result, failure) -> {
                    if (failure == null || isSilence(failure)) {
                        silence.complete(null);
                    } else {
                        silence.completeExceptionally(failure);
                    }
                });
        return silence;
    }

    private static boolean isSilence(Throwable failure) {
        return (failure instanceof CommandTimeoutException || failure instanceof ConnectionLostException)
                && !((QmpException) failure).notSent();
    }

    /**
     * Brings the agent's and this side's parsers into a known state. Replies to pending commands that have not come
     * yet still may.
     *
     * @return completes when the agent has answered
     */
    public CompletableFuture<Void> sync() {
        CompletableFuture<Void> synced = new CompletableFuture<>();
        try {
            client.loop().execute(() -> {
                agent.sendSentinel();
                client.execute(AgentProtocol.SYNC, AgentProtocol.arguments(2)).whenComplete((echo, failure) -> {
                    if (failure == null) {
                        synced.complete(null);
                    } else {
                        synced.completeExceptionally(failure);
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            synced.completeExceptionally(new WrongStateException("the client is closed", e));
        }
        return synced;
    }

    /** {@return where the client is in its life} */
    public ClientState state() {
        return client.state();
    }

    /** {@return completes when the client is closed, by this side or the peer; never fails} */
    public CompletableFuture<Void> closed() {
        return client.closed();
    }

    /**
     * Closes the client, as {@link QmpClient#close} does.
     *
     * @return completes when everything is given back; never fails
     */
    public CompletableFuture<Void> close() {
        return client.close();
    }
}
