package io.qmp.client;

import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.error.QmpError;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.secret.Redaction;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.client.spi.ClientMetrics.Outcome;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one connection that the peer has not answered, and those that wait to be sent.
 *
 * <p>A command leaves when its reply comes, its future having been completed or not. One whose caller gave up stays as a mark by which
 * the late reply is told from one that nobody asked for; of such marks the oldest are forgotten.
 */
final class PendingCommands {
    private static final int MARKS = 1024;
    private static final String QUIT = "quit";

    private final Map<QmpValue, PendingCommand<?>> unanswered = new LinkedHashMap<>();
    /** Those {@code quit} commands after which the machine has said that it ends. */
    private final Set<PendingCommand<?>> quits = new LinkedHashSet<>();

    private final InFlightWindow window = new InFlightWindow();
    private final EventLoop loop;
    private final ToIntBiFunction<Request, List<FileDescriptor>> wire;
    private final int limit;
    private final ClientMetrics metrics;
    private final System.Logger log;
    private final Deadlines deadlines;
    private long lastId;
    private boolean blamed;

    /**
     * @param wire sends a request with descriptors, which it closes if it cannot, and returns how many bytes that takes
     * @param limit how many there may be
     * @param firstId where ids begin. A peer may answer commands of a connection before this one: ids of different connections
     *     should differ
     */
    PendingCommands(
            EventLoop loop,
            ToIntBiFunction<Request, List<FileDescriptor>> wire,
            int limit,
            long firstId,
            ClientMetrics metrics,
            System.Logger log) {
        this.loop = loop;
        this.limit = limit;
        this.wire = wire;
        this.lastId = firstId;
        this.metrics = metrics;
        this.log = log;
        this.deadlines = new Deadlines(loop, this::sweep);
    }

    /** Holds in-band commands back from now on, so that no more than these are unanswered. */
    void limitInBand(int commands) {
        window.limit(commands);
    }

    /** Sends a command, or keeps it until others have been answered. */
    void submit(PendingCommand<?> command) {
        if (command.isDone()) {
            return; // its caller has given it up already
        }
        if (unanswered.size() + window.waiting().size() >= limit) {
            command.completeExceptionally(new WrongStateException(
                    command.name() + " was not sent: " + limit + " commands are pending already"));
            return;
        }
        long now = loop.nanoTime();
        command.startedAt(now);
        deadlines.watch(now, command.nanosLeft(now));
        if (window.admits(command)) {
            send(command);
        }
    }

    private void send(PendingCommand<?> command) {
        List<FileDescriptor> descriptors = command.takeDescriptors();
        if (command.isDone()) {
            descriptors.forEach(FileDescriptor::close);
            window.answered(command); // given up meanwhile
            return;
        }
        QmpValue id = new QmpLong(++lastId);
        try {
            command.allowFor(wire.applyAsInt(command.request(id), descriptors));
            unanswered.put(id, command);
            metrics.sent(command.name());
        } catch (UnsupportedOperationException | IllegalStateException e) {
            window.answered(command);
            command.completeExceptionally(
                    new WrongStateException(command.name() + " was not sent: " + e.getMessage(), e));
        } catch (RuntimeException | StackOverflowError e) {
            // Arguments that cannot be written, such as too deep ones, are their sender's affair alone.
            window.answered(command);
            command.completeExceptionally(new WrongStateException(command.name() + " could not be written", e));
        }
    }

    /** What was sent is no command: the peer answers it with an error that is not for the oldest. */
    void sentNoCommand() {
        blamed = true;
    }

    /** The peer has answered. */
    void answered(Reply reply) {
        QmpValue id = reply.id();
        PendingCommand<?> command = id == null ? null : unanswered.remove(id);
        if (command != null) {
            blamed = false;
            end(command, reply);
        } else if (id == null && reply instanceof Reply.Failure failure) {
            blame(failure.error());
        } else {
            metrics.unknown();
            log.log(Level.DEBUG, "dropped a reply that nobody waits for, with the id {0}", id);
        }
    }

    /** Something that was received is no message. If it was the reply to a command, that has failed. */
    void unreadable(Malformed malformed) {
        QmpValue id = malformed.id();
        PendingCommand<?> command = id == null ? null : unanswered.remove(id);
        if (command != null) {
            window.answered(command);
            command.completeExceptionally(new ProtocolViolationException(command.name() + ": the reply cannot be read: "
                    + Redaction.SECRETS.text(malformed.error().desc())));
            report(command, Outcome.FAILED);
            sendNext();
        }
    }

    /** The machine ends: a {@code quit} that was sent has succeeded if the connection ends before its reply. */
    void machineEnds() {
        for (PendingCommand<?> command : unanswered.values()) {
            if (command.name().equals(QUIT)) {
                quits.add(command);
            }
        }
    }

    /** The peer has ended the connection: completes each {@code quit} that the machine was carrying out, fails the others. */
    void peerEnded(Throwable cause) {
        for (PendingCommand<?> quit : quits) {
            if (!quit.isDone()) {
                report(quit, Outcome.SUCCEEDED);
                quit.succeed(QmpObject.EMPTY);
            }
        }
        failAll(cause);
    }

    /** Fails all commands. */
    void failAll(Throwable cause) {
        deadlines.stop();
        List<PendingCommand<?>> all = all();
        unanswered.clear();
        window.waiting().clear();
        for (PendingCommand<?> command : all) {
            if (command.completeExceptionally(cause)) {
                report(command, Outcome.LOST);
            }
        }
    }

    private void end(PendingCommand<?> command, Reply reply) {
        window.answered(command);
        if (command.isDone()) {
            metrics.late(command.name());
            log.log(Level.DEBUG, "dropped a late reply to {0}", command.name());
        } else if (reply instanceof Reply.Success success) {
            report(command, Outcome.SUCCEEDED);
            command.succeed(success.result());
        } else if (reply instanceof Reply.Failure failure) {
            report(command, Outcome.FAILED);
            command.refuse(failure.error());
        }
        sendNext();
    }

    private void sendNext() {
        for (PendingCommand<?> next = window.next(); next != null; next = window.next()) {
            send(next);
        }
    }

    /**
     * Finds the command that an error without an id is meant for: peers answer so to what they cannot parse, and in its turn, so it is
     * the oldest one in band. One such command may bring many errors; the others have to wait for a proper reply, lest
     * they take the blame for the first.
     */
    private void blame(QmpError error) {
        PendingCommand<?> command = blamed ? null : takeOldestInBand();
        log.log(Level.WARNING, "the peer could not read a command: {0}", Redaction.SECRETS.error(error, null));
        if (command == null) {
            metrics.unknown();
        } else {
            blamed = true;
            end(command, new Reply.Failure(error, null));
        }
    }

    private @Nullable PendingCommand<?> takeOldestInBand() {
        for (Iterator<PendingCommand<?>> all = unanswered.values().iterator(); all.hasNext(); ) {
            PendingCommand<?> command = all.next();
            if (!command.outOfBand()) {
                all.remove();
                return command;
            }
        }
        return null;
    }

    /** Deals with all limits that are over. Returns how long it is until the next. */
    private long sweep(long now) {
        long left = Deadlines.NONE;
        for (PendingCommand<?> command : all()) {
            if (command.isDone()) {
                continue;
            }
            if (command.isOverHardLimit(now)) {
                report(command, Outcome.TIMED_OUT);
                command.timeOut();
                continue;
            }
            if (command.nanosLeft(now) <= 0) {
                command.becomeSlow();
                long nanos = command.nanosSinceStart(now);
                metrics.slow(command.name(), nanos);
                log.log(Level.INFO, "{0} has not been answered for {1} ms", command.name(), nanos / 1_000_000);
            }
            left = Math.min(left, command.nanosLeft(now));
        }
        forgetOldMarks();
        return left;
    }

    private void forgetOldMarks() {
        long surplus =
                unanswered.values().stream().filter(PendingCommand::isDone).count() - MARKS;
        for (Iterator<PendingCommand<?>> all = unanswered.values().iterator(); surplus > 0; ) {
            PendingCommand<?> command = all.next();
            if (command.isDone()) {
                all.remove();
                window.answered(command);
                surplus--;
            }
        }
    }

    /** A copy, because whoever waits for a command may execute another when this one ends. */
    private List<PendingCommand<?>> all() {
        List<PendingCommand<?>> all = new ArrayList<>(unanswered.values());
        all.addAll(window.waiting());
        return all;
    }

    private void report(PendingCommand<?> command, Outcome outcome) {
        metrics.ended(command.name(), outcome, command.nanosSinceStart(loop.nanoTime()));
    }
}
