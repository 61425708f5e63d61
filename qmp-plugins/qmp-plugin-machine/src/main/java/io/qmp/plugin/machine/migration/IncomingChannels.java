package io.qmp.plugin.machine.migration;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.DescriptorStore.Access;
import io.qmp.api.type.Nothing;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.plugin.machine.host.HostStream;
import io.qmp.plugin.machine.host.StreamReader;
import io.qmp.plugin.machine.object.SocketAddresses;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where the stream of a migration into this machine comes from: listens, connects or reads, and closes it again. */
final class IncomingChannels {
    private final Surroundings around;
    private final Incoming incoming;
    private Optional<Listener> listener = Optional.empty();
    private Optional<Connection> connection = Optional.empty();
    private Optional<StreamReader> reader = Optional.empty();

    IncomingChannels(Surroundings around, Incoming incoming) {
        this.around = around;
        this.incoming = incoming;
    }

    /** {@return completes when it listens} The first who connects is the one. */
    CompletionStage<Nothing> listen(QmpAddress address) {
        return around.server()
                .listen(address, around.config().listenOptions(), this::accept)
                .thenApply(opened -> {
                    listener = Optional.of(opened);
                    incoming.begun(Optional.of(EndpointParser.described(opened.address())));
                    return Nothing.NOTHING;
                })
                .exceptionallyCompose(IncomingChannels::failure);
    }

    private static CompletionStage<Nothing> failure(Throwable failure) {
        return failedFuture(CommandFailedException.generic(SocketAddresses.text(failure)));
    }

    private void accept(Connection opened) {
        if (connection.isPresent()) {
            opened.abort();
            return;
        }
        closeListener();
        receive(opened, true);
    }

    private void closeListener() {
        listener.ifPresent(Listener::close);
        listener = Optional.empty();
    }

    private void receive(Connection opened, boolean answers) {
        connection = Optional.of(opened);
        opened.handler(new ConnectionHandler() {
            private boolean answered = !answers;

            @Override
            public void received(ByteBuffer bytes) {
                boolean more = incoming.received(bytes);
                if (more && incoming.hasBegun() && !answered) {
                    answered = true;
                    opened.write(ByteBuffer.wrap(new byte[] {1}));
                    opened.flush();
                }
                if (!more) {
                    opened.close();
                }
            }

            @Override
            public void inputEnded() {
                opened.close();
            }

            @Override
            public void closed(@Nullable Throwable cause) {
                connection = Optional.empty();
                incoming.ended();
            }
        });
    }

    /** {@return completes when a file is open} */
    CompletionStage<Nothing> read(MigrationEndpoint.HostPath endpoint) {
        HostStream file = endpoint.lent(around.server().descriptors(), Access.READ)
                .map(lent -> HostStream.reading(lent, endpoint.offset()))
                .orElseGet(() -> HostStream.reading(endpoint.path(), endpoint.offset()));
        return read(file, "Could not open '" + endpoint.name() + "': ");
    }

    /** {@return completes when what a descriptor is of is open} */
    CompletionStage<Nothing> read(FileDescriptor descriptor) {
        int number = descriptor.number();
        if (HostStream.isSocket(number)) {
            return around.server()
                    .connect(new QmpAddress("fd", Integer.toString(number)), ConnectOptions.DEFAULT)
                    .thenApply(opened -> {
                        receive(opened, false);
                        incoming.begun(Optional.empty());
                        return Nothing.NOTHING;
                    })
                    .whenComplete((opened, failure) -> {
                        if (failure != null) {
                            descriptor.close();
                        }
                    })
                    .exceptionallyCompose(IncomingChannels::failure);
        }
        if (!around.style().takesFilesByDescriptor() && HostStream.isFile(number)) {
            descriptor.close();
            throw CommandFailedException.generic(OutgoingChannels.NO_FILE);
        }
        return read(HostStream.reading(descriptor), "Unable to read from file: ");
    }

    private CompletionStage<Nothing> read(HostStream stream, String failing) {
        StreamReader made =
                new StreamReader("migration-incoming", around.server().loop());
        reader = Optional.of(made);
        return made.read(stream, new StreamReader.Listener() {
                    @Override
                    public void received(ByteBuffer bytes) {
                        if (!incoming.received(bytes)) {
                            made.abort();
                        }
                    }

                    @Override
                    public void ended(@Nullable IOException failure) {
                        incoming.ended();
                    }
                })
                .thenCompose(opened -> {
                    incoming.begun(Optional.empty());
                    return completedFuture(Nothing.NOTHING);
                })
                .exceptionallyCompose(
                        failure -> failedFuture(CommandFailedException.generic(failing + HostStream.reason(failure))));
    }

    /** Closes what is open. */
    void close() {
        closeListener();
        connection.ifPresent(Connection::abort);
        reader.ifPresent(StreamReader::abort);
    }
}
