package io.qmp.server;

import io.qmp.api.Experimental;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.server.composition.ServerSettings;
import io.qmp.server.session.Dialect;
import io.qmp.server.session.SessionLimits;
import java.time.Duration;

/**
 * Options of a server.
 *
 * @param version the version of QEMU that it imitates, and the name of this implementation
 * @param offersOutOfBand whether clients may enable out-of-band execution
 * @param queueLength how many in-band requests of one session may wait behind the running one, once out-of-band
 *     execution is enabled or with {@link InBandOrder#REPLIES}
 * @param readerLimits the limits of one request
 * @param outputLimit the limit on the bytes queued for a client
 * @param compat how deprecated and unstable commands, members and events are treated
 * @param typeNames how the introspection names types
 * @param shutdownGrace how long a shutdown waits for the running command, and for clients to read what was sent
 * @param timeLimits the time limits for handlers and clients
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ServerOptions(
        VersionInfo version,
        boolean offersOutOfBand,
        int queueLength,
        ReaderLimits readerLimits,
        OutputLimit outputLimit,
        CompatPolicy compat,
        TypeNames typeNames,
        Duration shutdownGrace,
        TimeLimits timeLimits) {
    /** QEMU 10.0's behaviour and numbers. */
    public static final ServerOptions DEFAULT = new ServerOptions(
            new VersionInfo(new VersionTriple(10, 0, 0), OwnVersion.PACKAGE_NAME),
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
            throw new IllegalArgumentException("queueLength: must be positive, not " + queueLength);
        }
        if (shutdownGrace.isNegative()) {
            throw new IllegalArgumentException("shutdownGrace: must not be negative, not " + shutdownGrace);
        }
    }

    /** {@return these options with another version} */
    public ServerOptions withVersion(VersionInfo newVersion) {
        return new ServerOptions(
                newVersion,
                offersOutOfBand,
                queueLength,
                readerLimits,
                outputLimit,
                compat,
                typeNames,
                shutdownGrace,
                timeLimits);
    }

    /** {@return these options, with out-of-band execution offered or not} */
    public ServerOptions withOutOfBand(boolean offered) {
        return new ServerOptions(
                version, offered, queueLength, readerLimits, outputLimit, compat, typeNames, shutdownGrace, timeLimits);
    }

    /** {@return these options with another length of the queue} */
    public ServerOptions withQueueLength(int length) {
        return new ServerOptions(
                version,
                offersOutOfBand,
                length,
                readerLimits,
                outputLimit,
                compat,
                typeNames,
                shutdownGrace,
                timeLimits);
    }

    /** {@return these options with other limits of a request} */
    public ServerOptions withReaderLimits(ReaderLimits limits) {
        return new ServerOptions(
                version,
                offersOutOfBand,
                queueLength,
                limits,
                outputLimit,
                compat,
                typeNames,
                shutdownGrace,
                timeLimits);
    }

    /** {@return these options with another limit on queued bytes} */
    public ServerOptions withOutputLimit(OutputLimit limit) {
        return new ServerOptions(
                version,
                offersOutOfBand,
                queueLength,
                readerLimits,
                limit,
                compat,
                typeNames,
                shutdownGrace,
                timeLimits);
    }

    /** {@return these options with another policy} */
    public ServerOptions withCompat(CompatPolicy policy) {
        return new ServerOptions(
                version,
                offersOutOfBand,
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
                version,
                offersOutOfBand,
                queueLength,
                readerLimits,
                outputLimit,
                compat,
                names,
                shutdownGrace,
                timeLimits);
    }

    /** {@return these options with another grace for shutdowns} */
    public ServerOptions withShutdownGrace(Duration grace) {
        return new ServerOptions(
                version, offersOutOfBand, queueLength, readerLimits, outputLimit, compat, typeNames, grace, timeLimits);
    }

    /** {@return these options with other time limits} */
    public ServerOptions withTimeLimits(TimeLimits limits) {
        return new ServerOptions(
                version,
                offersOutOfBand,
                queueLength,
                readerLimits,
                outputLimit,
                compat,
                typeNames,
                shutdownGrace,
                limits);
    }

    /** {@return these options as the parts of a server use them} */
    ServerSettings settings(Dialect dialect) {
        return new ServerSettings(
                new ServerSettings.Offer(version, offersOutOfBand, dialect),
                compat,
                typeNames,
                new SessionLimits(queueLength, readerLimits, outputLimit.unreadLimit()),
                new ServerSettings.Times(
                        timeLimits.slowCommand(), timeLimits.blockedLoop(), timeLimits.negotiation(), shutdownGrace));
    }
}
