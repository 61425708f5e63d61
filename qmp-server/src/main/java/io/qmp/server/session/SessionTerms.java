package io.qmp.server.session;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.command.QmpCapabilities;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Greeting;
import io.qmp.api.type.Nothing;
import io.qmp.server.dispatch.Dispatcher;
import io.qmp.server.dispatch.Lane;
import java.time.Duration;
import java.util.Optional;

/**
 * What all sessions of a server have in common.
 *
 * @param greeting what clients are told first
 * @param offersOob whether out-of-band execution is among it
 * @param negotiation reads what a client wants of it
 * @param dispatcher executes commands
 * @param lane says when
 * @param queueLength how many in-band requests may wait behind the one that runs, once a client has enabled out-of-band execution
 * @param unreadLimit how much a client may leave unread
 * @param flusher sends what sessions have written
 * @param negotiationLimit how long a client may take to negotiate; empty for as long as it likes
 * @param log takes what clients can provoke
 */
public record SessionTerms(
        Greeting greeting,
        boolean offersOob,
        CommandBinding<QmpCapabilities, Nothing> negotiation,
        Dispatcher dispatcher,
        Lane lane,
        int queueLength,
        UnreadLimit unreadLimit,
        Flusher flusher,
        Optional<Duration> negotiationLimit,
        RateLimitedLog log) {}
