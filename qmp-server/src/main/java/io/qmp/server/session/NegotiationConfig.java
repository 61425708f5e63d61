package io.qmp.server.session;

import io.qmp.api.bind.Binder;
import io.qmp.api.message.WireNames;
import io.qmp.api.spi.GreetingSource;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the beginning of sessions.
 *
 * @param dialect how clients are spoken with
 * @param greetings supplies the first message to each client; throws nothing
 * @param binder reads the arguments of {@code qmp_capabilities}
 * @param limit the time after which a client that has not negotiated is disconnected; empty for none
 */
public record NegotiationConfig(Dialect dialect, GreetingSource greetings, Binder binder, Optional<Duration> limit) {
    /** {@return this configuration with greetings that do not offer out-of-band execution} */
    NegotiationConfig withoutOutOfBand() {
        return new NegotiationConfig(
                dialect,
                session -> greetings.greeting(session).thenApply(greeting -> greeting.without(WireNames.OOB)),
                binder,
                limit);
    }
}
