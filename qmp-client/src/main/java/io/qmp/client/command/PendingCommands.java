package io.qmp.client.command;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.error.QmpError;
import io.qmp.api.error.QmpException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.log.LoopWatch;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.secret.Redaction;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.observe.Gauges;
import io.qmp.client.observe.Observation;
import io.qmp.client.spi.ClientMetrics.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commands of one connection that are sent and not answered, or waiting to be sent. */
public final class PendingCommands {
    /** Where requests go. */
    public interface Outlet {
        /**
         * Sends a request.
         *
         * @param descriptors are passed along, and closed if they cannot be
         * @return how many bytes it takes
         */
        int send(Request request, List<FileDescriptor> descriptors);

        /** {@return the text of the message that was received last} Called while that is dealt with. */
        String receivedText();

        /** {@return the peer, for messages} */
        String peer();

        /** How often what was sent has been handed to the operating system. */
        long flushes();
    }

    /**
     * The numbers that bound the commands of a connection.
     *
     * @param firstId where ids begin. A peer may answer commands of an earlier connection: ids of different
     *     connections should differ
     * @param pending how many commands may be pending
     */
    public record Bounds(long firstId, int pending) {}

    private final SentCommands sent = new SentCommands();
    private final InFlightWindow window = new InFlightWindow();
    private final LoopWatch watch;
    private final EventLoop loop;
    private final Outlet outlet;
    private final int limit;
    private final CommandReports reports;
    private final Deadlines deadlines;
    private final Supplier<String> receivedText;
    private final WakeUps wakeUps;
    private long lastId;
    private boolean oob;
    private boolean ended;

    /** Makes the commands of one connection. */
    public PendingCommands(LoopWatch watch, Outlet outlet, Bounds bounds, Observation observation, Gauges gauges) {
        this.watch = watch;
        this.loop = watch.loop();
        this.outlet = outlet;
        this.limit = bounds.pending();
        this.lastId = bounds.firstId();
        this.reports = new CommandReports(observation, gauges);
        this.deadlines = new Deadlines(loop, this::sweep);
        this.receivedText = outlet::receivedText;
        this.wakeUps = new WakeUps(loop);
    }

    /** Allows out-of-band commands from now on, and no more than these in-band commands without an answer. */
    public void allowOutOfBand(int inBandCommands) {
        oob = true;
        window.limit(inBandCommands);
    }

    /** Whether nobody waits for an answer. */
    public boolean isIdle() {
        return all().stream().allMatch(PendingCommand::isDone);
    }

    /** Sends a command, or keeps it until others have been answered. */
    public void send(PendingCommand<?> command) {
        if (command.isDone()) {
            return; // cancelled
        }
        String obstacle = obstacle(command);
        if (obstacle != null) {
            command.refuseToSend(obstacle, null);
            return;
        }
        long now = loop.nanoTime();
        command.startedAt(now);
        deadlines.watch(now, command.nanosLeft(now));
        if (window.admits(command)) {
            write(command);
        }
        count();
    }

    private void count() {
        reports.pending(sent.size() + window.waiting().size());
    }

    private @Nullable String obstacle(PendingCommand<?> command) {
        if (ended) {
            return outlet.peer() + " is not ready for commands";
        } else if (command.outOfBand() && !oob) {
            return outlet.peer() + " has not agreed to execute commands out of band";
        } else if (sent.size() + window.waiting().size() >= limit) {
            return limit + " commands are pending already";
        }
        return null;
    }

    private void write(PendingCommand<?> command) {
        List<FileDescriptor> descriptors = command.takeDescriptors();
        if (command.isDone()) {
            descriptors.forEach(FileDescriptor::close);
            window.answered(command); // given up meanwhile
            return;
        }
        QmpValue id = command.id(++lastId);
        try {
            command.sent(outlet.send(command.request(id), descriptors), outlet.flushes());
            sent.add(id, command);
            reports.sent(command);
        } catch (UnsupportedOperationException | IllegalStateException | IllegalArgumentException e) {
            window.answered(command);
            command.refuseToSend(String.valueOf(e.getMessage()), e);
        } catch (Throwable e) {
            // Arguments that cannot be written, such as too deep or too long ones, are their sender's affair alone.
            window.answered(command);
            command.refuseToSend("it could not be written", e);
        }
    }

    /** Wakes threads that wait for replies; holds that back while several are dealt with. */
    public WakeUps wakeUps() {
        return wakeUps;
    }

    /** The type that the result of a command that was sent is read as; {@code null} for a value. */
    public @Nullable CommandBinding<?, ?> resultType(QmpValue id) {
        PendingCommand<?> command = sent.find(id);
        return command == null || command.isDone() ? null : command.resultType();
    }

    /** The peer has answered. */
    public void answered(Reply reply) {
        long now = loop.nanoTime();
        reports.replied(now);
        QmpValue id = reply.id();
        if (id == null && reply instanceof Reply.Failure failure) {
            unparsed(failure.error(), now);
            return;
        }
        PendingCommand<?> command = id == null ? null : sent.take(id);
        if (command != null) {
            end(command, reply, now);
        } else if (id != null && isLate(id)) {
            sendNext();
        } else {
            reports.unknown(id);
        }
    }

    /** Whether a command with this id has been answered before, without its id. */
    private boolean isLate(QmpValue id) {
        PendingCommand<?> command = sent.takeAnsweredByOrder(id);
        if (command == null) {
            return false;
        }
        reports.late(command);
        return true;
    }

    /**
     * The reply to some command cannot be read: fails the command.
     *
     * @return whether there is one
     */
    public boolean unreadable(Malformed reply) {
        QmpValue id = reply.id();
        PendingCommand<?> command = id == null ? sent.takeByOrder() : sent.take(id);
        if (command == null) {
            return id != null && isLate(id);
        }
        window.answered(command);
        if (command.isDone()) {
            reports.late(command);
        } else {
            reports.ended(command, Outcome.UNREADABLE, loop.nanoTime());
            command.completeExceptionally(new ProtocolViolationException(command.name() + ": the reply cannot be read: "
                    + Redaction.SECRETS.text(reply.error().desc())));
        }
        sendNext();
        return true;
    }

    /** The machine ends: a {@code quit} that was sent has succeeded if the connection ends before its reply. */
    public void machineEnds() {
        sent.machineEnds();
    }

    /**
     * The peer has ended the connection: completes each {@code quit} that the machine was carrying out, fails the
     * others.
     */
    public void peerEnded(QmpException cause) {
        for (PendingCommand<?> quit : sent.answeredByTheEnd()) {
            if (!quit.isDone()) {
                reports.ended(quit, Outcome.SUCCEEDED, loop.nanoTime());
                quit.succeed(QmpObject.EMPTY);
            }
        }
        failAll(cause);
    }

    /** Fails all commands, after a connection that sends nothing any more. */
    public void failAll(QmpException cause) {
        failAll(cause, command -> command.wasSent(outlet.flushes()));
    }

    /** Fails all commands, before a connection that still sends what has been written to it. */
    public void failAllWritten(QmpException cause) {
        failAll(cause, PendingCommand::wasWritten);
    }

    private void failAll(QmpException cause, Predicate<PendingCommand<?>> wasSent) {
        ended = true;
        deadlines.stop();
        List<PendingCommand<?>> all = all();
        sent.clear();
        window.waiting().clear();
        count();
        for (PendingCommand<?> command : all) {
            if (!command.isDone()) {
                reports.ended(command, Outcome.LOST, loop.nanoTime());
                command.completeExceptionally(wasSent.test(command) ? cause : NotSent.because(command.name(), cause));
            }
        }
    }

    private void end(PendingCommand<?> command, Reply reply, long now) {
        window.answered(command);
        if (command.isDone()) {
            reports.late(command);
            sendNext();
            return;
        }
        reports.ended(command, reply instanceof Reply.Failure ? Outcome.FAILED : Outcome.SUCCEEDED, now);
        Thread thread = Thread.currentThread();
        watch.begun(command, outlet.peer(), thread);
        try {
            command.received(receivedText, wakeUps);
            command.answer(reply);
        } finally {
            watch.ended(thread);
        }
        sendNext();
    }

    private void sendNext() {
        for (PendingCommand<?> next = window.next(); next != null; next = window.next()) {
            write(next);
        }
        count();
    }

    /** The peer could not parse something that was sent. */
    private void unparsed(QmpError error, long now) {
        PendingCommand<?> command = sent.takeUnparsed();
        reports.unparsed(error, command);
        if (command != null) {
            end(command, new Reply.Failure(error, null), now);
        }
    }

    /** Deals with all limits that are over. Returns how long it is until the next. */
    private long sweep(long now) {
        long left = Deadlines.NONE;
        for (PendingCommand<?> command : all()) {
            if (command.isDone()) {
                continue;
            }
            if (command.isOverHardLimit(now)) {
                reports.ended(command, Outcome.TIMED_OUT, now);
                command.timeOut();
                continue;
            }
            if (command.nanosLeft(now) <= 0) {
                command.becomeSlow();
                reports.slow(command, now);
            }
            left = Math.min(left, command.nanosLeft(now));
        }
        sent.forgetOldMarks(window::answered);
        count();
        return left;
    }

    /** A copy: a dependent of a command that ends may execute another. */
    private List<PendingCommand<?>> all() {
        List<PendingCommand<?>> all = new ArrayList<>(sent.all());
        all.addAll(window.waiting());
        return all;
    }
}
