package io.qmp.server.session;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.command.QmpCapabilities;
import io.qmp.api.message.Greeting;
import io.qmp.api.type.Nothing;
import java.time.Duration;
import java.util.Optional;

/**
 * How sessions begin.
 *
 * @param greeting the first message to a client
 * @param offersOutOfBand whether the greeting offers out-of-band execution
 * @param command reads the arguments of {@code qmp_capabilities}
 * @param limit the time after which a client that has not negotiated is disconnected; empty for none
 */
public record NegotiationConfig(
        Greeting greeting,
        boolean offersOutOfBand,
        CommandBinding<QmpCapabilities, Nothing> command,
        Optional<Duration> limit) {}
