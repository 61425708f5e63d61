package io.qmp.server.session;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.spi.CommandEnd;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.spi.ServerMetrics.Outcome;
import io.qmp.api.wire.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Measures the commands of one session, which exists only if somebody wants to know. In-band messages are executed in
 * the order in which they are read; one of them and one out-of-band message may be executed at a time.
 */
final class CommandTimes {
    private record Waiting(QmpMessage message, long read) {}

    private record Running(QmpMessage message, long read, long begun) {}

    private final ServerMetrics metrics;
    private final SessionInfo session;
    private final EventLoop loop;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final List<Running> running = new ArrayList<>(2);

    CommandTimes(ServerMetrics metrics, SessionInfo session, EventLoop loop) {
        this.metrics = metrics;
        this.session = session;
        this.loop = loop;
    }

    /** A message was read. */
    void read(QmpMessage message) {
        if (!RequestQueue.isOutOfBand(message)) {
            waiting.add(new Waiting(message, loop.nanoTime()));
        }
    }

    /** A message is about to be executed. */
    void begins(QmpMessage message) {
        long now = loop.nanoTime();
        Waiting first = waiting.peek();
        if (first != null && first.message == message) {
            waiting.remove();
            running.add(new Running(message, first.read, now));
        } else {
            running.add(new Running(message, now, now));
        }
    }

    /** A message was answered. Only the first answer counts. */
    void answered(QmpMessage message, Reply reply) {
        for (int i = 0; i < running.size(); i++) {
            Running command = running.get(i);
            if (command.message == message) {
                running.remove(i);
                if (reply instanceof Reply.Failure failure) {
                    ended(command, Outcome.FAILED, Optional.of(failure.error()));
                } else {
                    ended(command, Outcome.SUCCEEDED, Optional.empty());
                }
                return;
            }
        }
    }

    /** The session has ended: no further message is answered. */
    void lost() {
        List<Running> executed = List.copyOf(running);
        List<Waiting> others = List.copyOf(waiting);
        running.clear();
        waiting.clear();
        executed.forEach(command -> ended(command, Outcome.LOST, Optional.empty()));
        long now = loop.nanoTime();
        others.forEach(
                command -> ended(new Running(command.message, command.read, now), Outcome.LOST, Optional.empty()));
    }

    private void ended(Running command, Outcome outcome, Optional<QmpError> error) {
        if (command.message instanceof Request request) {
            metrics.commandEnded(
                    session,
                    new CommandEnd(
                            request.command(),
                            request.outOfBand(),
                            outcome,
                            error,
                            command.begun - command.read,
                            loop.nanoTime() - command.begun));
        } else if (command.message instanceof Malformed malformed && outcome != Outcome.LOST) {
            metrics.malformed(session, malformed.error());
        }
    }
}
