package io.qmp.plugin.machine.migration;

import io.qmp.api.Loggers;
import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.migration.MigrationStream.BadStream;
import io.qmp.plugin.machine.version.MigrationStyle;
import io.qmp.plugin.qemu.type.MigrationInfo;
import io.qmp.plugin.qemu.type.MigrationStatus;
import io.qmp.plugin.qemu.type.SocketAddress;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The migration into this machine: what has come, and what follows from it. On the server's loop only.
 */
final class Incoming {
    private static final System.Logger LOG = Loggers.named("io.qmp.plugin.machine");
    private static final String FAILED = "load of migration failed: Invalid argument";

    private final Surroundings around;
    private final MigrationStyle style;
    private final MigrationStream.Reader reader;
    private MigrationStatus status = MigrationStatus.NONE;
    private Optional<SocketAddress> address = Optional.empty();
    private boolean isStarted;
    private boolean exitsOnError = true;
    private @Nullable String error;

    Incoming(Surroundings around) {
        this.around = around;
        this.style = around.style();
        this.reader = new MigrationStream.Reader(around.type(), around.memory().size());
    }

    MigrationStatus status() {
        return status;
    }

    /** {@return whether something is listened for or read} */
    boolean isGoingOn() {
        return isStarted && status != MigrationStatus.COMPLETED && status != MigrationStatus.FAILED;
    }

    /** Fails if it has begun. */
    void needNotBegun() {
        if (isStarted) {
            throw CommandFailedException.generic("The incoming migration has already been started");
        }
    }

    /** Begins to listen or to read. Later versions do that once only, even if it fails. */
    void begin(boolean exitOnError) {
        if (status != MigrationStatus.NONE) {
            throw CommandFailedException.generic("Illegal migration incoming state: setup");
        }
        exitsOnError = exitOnError;
        if (style.beginsBeforeLooking()) {
            around.reportAlways(MigrationStatus.SETUP);
        } else {
            status = MigrationStatus.SETUP;
            around.report(status);
        }
    }

    /** It has begun; nobody can begin it again. */
    void begun(Optional<SocketAddress> listening) {
        isStarted = true;
        address = listening;
    }

    /**
     * Takes bytes of the stream.
     *
     * @return whether more are wanted
     */
    boolean received(ByteBuffer bytes) {
        if (status == MigrationStatus.FAILED || status == MigrationStatus.COMPLETED) {
            return false;
        }
        if (status != MigrationStatus.ACTIVE) {
            status = MigrationStatus.ACTIVE;
            around.report(status);
        }
        try {
            reader.add(bytes);
        } catch (BadStream e) {
            fail(String.valueOf(e.getMessage()));
            return false;
        }
        reader.complete().ifPresent(this::complete);
        return status == MigrationStatus.ACTIVE;
    }

    /** {@return whether the beginning has come, and is of a machine like this one} */
    boolean hasBegun() {
        return reader.hasBegun();
    }

    private void complete(MachineState state) {
        around.restore(state);
        address = Optional.empty();
        status = MigrationStatus.COMPLETED;
        around.report(status);
    }

    /** No more bytes come. */
    void ended() {
        if (status != MigrationStatus.FAILED && status != MigrationStatus.COMPLETED) {
            fail(reader.hasBegun() ? "check_section_footer: Read section footer failed: -5" : "Not a migration stream");
        }
    }

    private void fail(String reason) {
        String full = style.isFailing() ? FAILED + ": " + reason : FAILED;
        status = MigrationStatus.FAILED;
        error = full;
        around.report(status);
        if (exitsOnError) {
            if (!style.isFailing()) {
                LOG.log(Level.ERROR, reason);
            }
            LOG.log(Level.ERROR, full);
            around.machine().fail();
        }
    }

    /** {@return what a query says of it} */
    MigrationInfo describe() {
        MigrationInfo.Builder info = MigrationInfo.builder();
        if (status != MigrationStatus.NONE) {
            info.status(status);
        }
        address.ifPresent(place -> info.socketAddress(List.of(place)));
        if (error != null) {
            info.errorDesc(error);
        }
        return info.build();
    }
}
