package io.qmp.server;

import io.qmp.api.Experimental;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.server.composition.ServerSettings;
import io.qmp.server.session.SessionLimits;
import java.time.Duration;

/**
 * How a server behaves.
 *
 * @param version which QEMU it behaves as, and who made it
 * @param offersOob whether clients may enable out-of-band execution
 * @param queueLength how many in-band requests of one session may wait behind the running one, once out-of-band execution is enabled
 * @param readerLimits how much one request may hold
 * @param outputLimit how much a client may leave unread
 * @param compat how it deals with what is deprecated or unstable
 * @param typeNames how its introspection names types
 * @param shutdownGrace how long a shutdown waits for the running command and for clients to take what was sent
 * @param timeLimits how long handlers and clients may take
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ServerOptions(
        VersionInfo version,
        boolean offersOob,
        int queueLength,
        ReaderLimits readerLimits,
        OutputLimit outputLimit,
        CompatPolicy compat,
        TypeNames typeNames,
        Duration shutdownGrace,
        TimeLimits timeLimits) {
    /** QEMU 10.0's behaviour and numbers. */
    public static final ServerOptions DEFAULT = new ServerOptions(
            new VersionInfo(new VersionTriple(10, 0, 0), OwnVersion.packageName()),
            true,
            8,
            ReaderLimits.QEMU,
            OutputLimit.DEFAULT,
            CompatPolicy.ACCEPT,
            TypeNames.MASKED,
            Duration.ofSeconds(5),
            TimeLimits.DEFAULT);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the length of the queue is not positive, or the grace is negative
     */
    public ServerOptions {
        if (queueLength < 1) {
            throw new IllegalArgumentException("at least one request must be able to wait, not " + queueLength);
        }
        if (shutdownGrace.isNegative()) {
            throw new IllegalArgumentException("a shutdown cannot take " + shutdownGrace);
        }
    }

    /** {@return these options with another version} */
    public ServerOptions withVersion(VersionInfo newVersion) {
        return new ServerOptions(
                newVersion,
                offersOob,
                queueLength,
                readerLimits,
                outputLimit,
                compat,
                typeNames,
                shutdownGrace,
                timeLimits);
    }

    /** {@return these options, with out-of-band execution offered or not} */
    public ServerOptions withOob(boolean offered) {
        return new ServerOptions(
                version, offered, queueLength, readerLimits, outputLimit, compat, typeNames, shutdownGrace, timeLimits);
    }

    /** {@return these options with another length of the queue} */
    public ServerOptions withQueueLength(int length) {
        return new ServerOptions(
                version, offersOob, length, readerLimits, outputLimit, compat, typeNames, shutdownGrace, timeLimits);
    }

    /** {@return these options with other limits of a request} */
    public ServerOptions withReaderLimits(ReaderLimits limits) {
        return new ServerOptions(
                version, offersOob, queueLength, limits, outputLimit, compat, typeNames, shutdownGrace, timeLimits);
    }

    /** {@return these options with another limit of what a client may leave unread} */
    public ServerOptions withOutputLimit(OutputLimit limit) {
        return new ServerOptions(
                version, offersOob, queueLength, readerLimits, limit, compat, typeNames, shutdownGrace, timeLimits);
    }

    /** {@return these options with another policy} */
    public ServerOptions withCompat(CompatPolicy policy) {
        return new ServerOptions(
                version,
                offersOob,
                queueLength,
                readerLimits,
                outputLimit,
                policy,
                typeNames,
                shutdownGrace,
                timeLimits);
    }

    /** {@return these options with other names of types} */
    public ServerOptions withTypeNames(TypeNames names) {
        return new ServerOptions(
                version, offersOob, queueLength, readerLimits, outputLimit, compat, names, shutdownGrace, timeLimits);
    }

    /** {@return these options with another patience at shutdown} */
    public ServerOptions withShutdownGrace(Duration grace) {
        return new ServerOptions(
                version, offersOob, queueLength, readerLimits, outputLimit, compat, typeNames, grace, timeLimits);
    }

    /** {@return these options with other limits of what handlers and clients may take} */
    public ServerOptions withTimeLimits(TimeLimits limits) {
        return new ServerOptions(
                version, offersOob, queueLength, readerLimits, outputLimit, compat, typeNames, shutdownGrace, limits);
    }

    /** {@return these options as the parts of a server use them} */
    ServerSettings settings() {
        return new ServerSettings(
                new ServerSettings.Offer(version, offersOob),
                compat,
                typeNames,
                new SessionLimits(queueLength, readerLimits, outputLimit.unreadLimit()),
                new ServerSettings.Times(
                        timeLimits.slowCommand(), timeLimits.blockedLoop(), timeLimits.negotiation(), shutdownGrace));
    }
}
