package io.qmp.plugin.machine.migration;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.DescriptorStore.Access;
import io.qmp.api.type.Nothing;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.plugin.machine.host.HostStream;
import io.qmp.plugin.machine.host.StreamWriter;
import io.qmp.plugin.machine.object.SocketAddresses;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Opens what a migration goes to, and begins it then. */
final class OutgoingChannels {
    static final String NO_FILE = "fd: migration to a file is not supported. Use file: instead.";

    private final Surroundings around;

    OutgoingChannels(Surroundings around) {
        this.around = around;
    }

    /** Connects to a socket; the command is answered meanwhile. */
    void connect(QmpAddress address, Outgoing migration) {
        around.server().connect(address, ConnectOptions.DEFAULT).whenComplete((connection, failure) -> {
            if (failure == null) {
                migration.begin(new SocketOutlet(connection, around.timers(), migration));
            } else if (migration.isConnecting()) {
                migration.fail(Optional.of(SocketAddresses.text(failure)));
            }
        });
    }

    /** {@return completes when a file is made and open} */
    CompletionStage<Nothing> write(MigrationEndpoint.HostPath endpoint, Outgoing migration) {
        HostStream file = endpoint.lent(around.server().descriptors(), Access.WRITE)
                .map(lent -> HostStream.writing(lent, endpoint.offset()))
                .orElseGet(() -> HostStream.writing(endpoint.path(), endpoint.offset()));
        return write(file, "Could not create '" + endpoint.name() + "': ", migration);
    }

    /** {@return completes when what a descriptor is of is open} */
    CompletionStage<Nothing> write(FileDescriptor descriptor, Outgoing migration) {
        int number = descriptor.number();
        if (HostStream.isSocket(number)) {
            around.server()
                    .connect(new QmpAddress("fd", Integer.toString(number)), ConnectOptions.DEFAULT)
                    .whenComplete((connection, failure) -> {
                        if (failure == null) {
                            migration.begin(new SocketOutlet(connection, around.timers(), migration));
                        } else {
                            descriptor.close();
                            migration.failed(SocketAddresses.text(failure));
                        }
                    });
            return completedFuture(Nothing.NOTHING);
        }
        if (!around.style().takesFilesByDescriptor() && HostStream.isFile(number)) {
            descriptor.close();
            return failedFuture(CommandFailedException.generic(NO_FILE));
        }
        return write(HostStream.writing(descriptor), "Unable to write to file: ", migration);
    }

    private CompletionStage<Nothing> write(HostStream stream, String failing, Outgoing migration) {
        StreamWriter writer = new StreamWriter("migration", around.server().loop());
        return writer.open(stream)
                .thenApply(opened -> {
                    around.later(() -> migration.begin(new FileOutlet(writer, migration)));
                    return Nothing.NOTHING;
                })
                .exceptionallyCompose(
                        failure -> failedFuture(CommandFailedException.generic(failing + HostStream.reason(failure))));
    }
}
