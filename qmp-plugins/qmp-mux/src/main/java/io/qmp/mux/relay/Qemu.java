package io.qmp.mux.relay;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.EventLoop;
import io.qmp.mux.options.Backend;
import io.qmp.mux.options.Loss;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.spi.UpstreamState;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * QEMU, as the multiplexer sees it: a connection that may be lost and come again, and the monitors that clients have
 * there. On the loop.
 */
final class Qemu implements Upstream.Observer {
    /** What it works with. */
    record Tools(RelayHost host, Relay relay, EventRelay events, Visible visible, OwnMonitors own) {}

    /** The first version that makes monitors, with those under development before it. */
    private static final VersionTriple MAKES_MONITORS = new VersionTriple(11, 0, 50);

    private final MuxOptions options;
    private final Tools tools;
    private final Upstream upstream;
    private final CompletableFuture<Monitors> monitors = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Monitors chosen;
    private @Nullable Connecting connecting;
    private @Nullable QmpObject firstVersion;

    Qemu(MuxOptions options, Tools tools) {
        this.options = options;
        this.tools = tools;
        this.upstream = new Upstream(tools.host().loop(), this);
    }

    /** Begins to connect. */
    void start(Connecting how) {
        connecting = how;
        PeerWait waiting = new PeerWait(
                tools.host().loop(), tools.host().log(), tools.own().address().toString());
        upstream.start(waiting, listener -> how.connect(listener, upstream::up));
    }

    /** {@return completes when QEMU has gone for good; fails if the connection to it has failed for good} */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /**
     * {@return completes with the greeting for a client, whose commands can be executed then} Fails if that takes
     * longer than the client may wait, and with what stands against it.
     */
    CompletableFuture<Greeting> greeting(RelayClient client) {
        CompletableFuture<Greeting> greeting =
                upstream.greeting().thenCompose(there -> monitors).thenCompose(chosen -> chosen.open(client));
        return within(options.greetingWait(), greeting);
    }

    /** Why a client has no greeting yet. */
    private String hindrance() {
        String address = tools.own().address().toString();
        return upstream.isUp()
                ? address + " has not made a monitor for the client in time"
                : address + " has not greeted in time: " + upstream.hindrance().orElse(PeerWait.NOT_THERE);
    }

    private <T> CompletableFuture<T> within(Duration limit, CompletableFuture<T> awaited) {
        if (!awaited.isDone()) {
            EventLoop.Timer timer = tools.host()
                    .loop()
                    .schedule(limit, () -> awaited.completeExceptionally(new WrongStateException(hindrance())));
            awaited.whenComplete((known, failure) -> timer.cancel());
        }
        return awaited;
    }

    @Override
    public void event(Event event) {
        tools.host().report().event(event.name());
        if (chosen != null) {
            chosen.event(event);
        }
    }

    @Override
    public void up(Greeting greeting) {
        QmpObject version = greeting.body().object(WireNames.VERSION).orElse(QmpObject.EMPTY);
        if (firstVersion != null && !firstVersion.equals(version)) {
            ended.completeExceptionally(new WrongStateException(
                    "another QEMU has come: " + version + ", not " + firstVersion + "; clients must connect anew"));
            return;
        }
        firstVersion = version;
        tools.host().report().upstream(UpstreamState.UP);
        if (chosen != null) {
            chosen.up();
        }
        CompletableFuture<Void> known = tools.own().findDevices(upstream);
        if (tools.host().report().isWanted()) {
            Visible.names(upstream).thenAccept(tools.host().report()::commands);
        }
        known.thenCompose(devices -> choose(greeting)).whenComplete(this::chosen);
    }

    /** Completes with the monitors that clients have from now on; fails if they cannot have what was asked for. */
    private CompletableFuture<Monitors> choose(Greeting greeting) {
        if (chosen != null) {
            return chosen instanceof PrivateMonitors
                    ? tools.own().findMonitors(upstream).thenCompose(found -> monitors)
                    : monitors;
        }
        Monitors shared =
                new SharedMonitor(upstream, tools.events(), tools.relay().route(upstream));
        if (options.backend() == Backend.SHARED) {
            return CompletableFuture.completedFuture(shared);
        }
        return canMakeMonitors(greeting)
                .thenCompose(can -> can ? tried() : unable())
                .exceptionallyCompose(failure -> {
                    Throwable cause = cause(failure);
                    if (options.backend() == Backend.PRIVATE) {
                        return CompletableFuture.failedFuture(cause);
                    }
                    tools.host()
                            .log()
                            .log("backend", Level.INFO, () -> "clients share one monitor: " + cause.getMessage());
                    return CompletableFuture.completedFuture(shared);
                });
    }

    private CompletableFuture<Monitors> tried() {
        PrivateMonitors each =
                new PrivateMonitors(upstream, tools, Objects.requireNonNull(connecting), options.onLoss());
        return new MonitorSetup(upstream)
                .remove(tools.own().abandoned())
                .thenCompose(removed -> tools.own().findMonitors(upstream))
                .thenCompose(found -> each.tryOut())
                .thenApply(works -> {
                    tools.host().report().isPrivate(true);
                    return each;
                });
    }

    /** Completes with whether QEMU can make monitors at run time; older ones are not asked. */
    private CompletableFuture<Boolean> canMakeMonitors(Greeting greeting) {
        boolean old = greeting.version()
                .filter(version -> version.qemu().compareTo(MAKES_MONITORS) < 0)
                .isPresent();
        return old ? CompletableFuture.completedFuture(false) : OwnMonitors.canBeMade(upstream);
    }

    private static <T> CompletableFuture<T> unable() {
        return CompletableFuture.failedFuture(
                new WrongStateException("it cannot make monitors at run time, as QEMU can since 11.1"));
    }

    private void chosen(@Nullable Monitors choice, @Nullable Throwable failure) {
        if (failure == null) {
            chosen = choice;
            monitors.complete(choice);
        } else if (upstream.isUp()) { // else its loss is the reason
            Throwable cause = cause(failure);
            ended.completeExceptionally(new WrongStateException(
                    "clients cannot have monitors of their own at this QEMU: " + cause.getMessage(), cause));
        }
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public void down() {
        tools.host().report().upstream(UpstreamState.LOST);
        tools.visible().clear();
        if (chosen != null) {
            chosen.down();
        }
    }

    @Override
    public void ended(Optional<Throwable> cause) {
        tools.host().report().upstream(UpstreamState.ENDED);
        if (cause.isPresent() && (options.onLoss() == Loss.HOLD || firstVersion == null)) {
            ended.completeExceptionally(cause.get());
            return;
        }
        cause.ifPresent(why -> tools.host().log().log("ended", Level.INFO, () -> "QEMU has gone: " + why.getMessage()));
        CompletableFuture<Void> clientsEnded =
                chosen != null ? chosen.closed() : CompletableFuture.completedFuture(null);
        within(options.grace(), clientsEnded.copy()).whenComplete((nothing, late) -> ended.complete(null));
    }

    /** Closes the connection when what clients have left there is closed; QEMU goes on. */
    CompletableFuture<Void> close() {
        CompletableFuture<Void> clientsLeft = tools.relay().cleanedUp();
        Monitors there = chosen;
        if (there != null) {
            clientsLeft = clientsLeft.thenCompose(nothing -> there.closed());
        }
        return within(options.grace(), clientsLeft.copy())
                .handle((nothing, late) -> {
                    if (there != null) {
                        there.end();
                    }
                    return upstream.close();
                })
                .thenCompose(closing -> closing);
    }
}
