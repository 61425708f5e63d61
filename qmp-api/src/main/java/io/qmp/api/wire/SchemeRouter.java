package io.qmp.api.wire;

import io.qmp.api.error.ConnectFailedException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Gives each address to the transport that serves its scheme. One of them is open from the beginning, for its
 * loops.
 */
final class SchemeRouter implements Transport {
    private final Transports choice;
    private final Transport main;
    /** Guarded by itself. */
    private final Map<TransportProvider, Transport> opened = new HashMap<>();

    private boolean closed;

    SchemeRouter(Transports choice, TransportProvider first) {
        this.choice = choice;
        this.main = new ContainedTransport(first.open());
        opened.put(first, main);
    }

    @Override
    public EventLoop newEventLoop() {
        return main.newEventLoop();
    }

    @Override
    public CompletionStage<Listener> listen(
            QmpAddress address, ListenOptions options, EventLoop loop, Consumer<Connection> acceptor) {
        return on(address, transport -> transport.listen(address, options, loop, acceptor));
    }

    @Override
    public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop loop) {
        return on(address, transport -> transport.connect(address, options, loop));
    }

    private <T> CompletionStage<T> on(QmpAddress address, Function<Transport, CompletionStage<T>> call) {
        try {
            Transport transport = serving(address);
            CompletionStage<T> attempt = call.apply(transport);
            return transport == main ? attempt : withAdvice(address, attempt);
        } catch (Throwable e) { // opening a transport loads its libraries, which may be missing
            return CompletableFuture.failedFuture(ContainedTransport.failure(address, e));
        }
    }

    /** A transport that takes only loops of its own refuses the others at once, and cannot know what to do. */
    private static <T> CompletionStage<T> withAdvice(QmpAddress address, CompletionStage<T> attempt) {
        CompletableFuture<T> known = attempt.toCompletableFuture();
        return !known.isCompletedExceptionally()
                ? attempt
                : known.exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        failure.getCause() instanceof IllegalArgumentException refused
                                ? new ConnectFailedException(
                                        address + " cannot be used: " + refused.getMessage()
                                                + "\nThe loops here are another transport's: make client or server for an"
                                                + " address of the scheme '" + address.scheme()
                                                + "', or name the transport.",
                                        refused)
                                : failure));
    }

    private Transport serving(QmpAddress address) {
        TransportProvider provider = choice.serving(address);
        synchronized (opened) {
            if (closed) {
                throw new ConnectFailedException("The transport is closed\nOpen another one.");
            }
            return opened.computeIfAbsent(provider, absent -> new ContainedTransport(absent.open()));
        }
    }

    @Override
    public CompletionStage<Void> close() {
        synchronized (opened) {
            closed = true;
            return CompletableFuture.allOf(opened.values().stream()
                    .map(transport -> transport.close().toCompletableFuture())
                    .toArray(CompletableFuture[]::new));
        }
    }
}
