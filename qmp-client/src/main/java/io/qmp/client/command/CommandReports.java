package io.qmp.client.command;

import io.qmp.api.error.QmpError;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.secret.Redaction;
import io.qmp.api.value.QmpValue;
import io.qmp.client.observe.Gauges;
import io.qmp.client.observe.Observation;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.client.spi.ClientMetrics.Outcome;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Reports to metrics, gauges and log what happens to the commands of a connection. Used on its loop. */
final class CommandReports {
    private final ClientMetrics metrics;
    private final Gauges gauges;
    private final RateLimitedLog log;

    CommandReports(Observation observation, Gauges gauges) {
        this.metrics = observation.metrics();
        this.gauges = gauges;
        this.log = observation.commandLog();
    }

    /** So many commands are not answered, sent or waiting to be sent. */
    void pending(int commands) {
        gauges.pending(commands);
    }

    /** A command was written. */
    void sent(PendingCommand<?> command) {
        metrics.sent(command.name());
    }

    /** A reply was received, to whatever command. */
    void replied(long now) {
        gauges.replied(now);
    }

    /** A command completes. */
    void ended(PendingCommand<?> command, Outcome outcome, long now) {
        metrics.ended(command.name(), outcome, command.nanosSinceStart(now));
    }

    /** A command is over its soft limit. */
    void slow(PendingCommand<?> command, long now) {
        long nanos = command.nanosSinceStart(now);
        metrics.slow(command.name(), nanos);
        log.log("slow", Level.INFO, () -> command.name() + " has not been answered for " + nanos / 1_000_000 + " ms");
    }

    /** The reply to a command was dropped: the command had completed before. */
    void late(PendingCommand<?> command) {
        metrics.late(command.name());
        log.log("late", Level.DEBUG, () -> "dropped a late reply to " + command.name());
    }

    /** A reply was dropped that belongs to no command. */
    void unknown(@Nullable QmpValue id) {
        metrics.unknown();
        log.log("unknown", Level.DEBUG, () -> "dropped a reply that nobody waits for, with the id " + id);
    }

    /**
     * The peer could not parse what was sent.
     *
     * @param command the command that it concerns; {@code null} if there is none
     */
    void unparsed(QmpError error, @Nullable PendingCommand<?> command) {
        log.log(
                "unparsed",
                Level.WARNING,
                () -> "the peer could not read a command: " + Redaction.SECRETS.error(error, null));
        if (command == null) {
            metrics.unknown();
        }
    }
}
