package io.qmp.mux.relay;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.CallOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The commands that make a monitor on one end of a pair of sockets, and remove what is left of it. Descriptor,
 * character device and monitor have one name. On the loop.
 */
final class MonitorSetup {
    private final Peer control;

    /**
     * Makes the commands.
     *
     * @param control executes them
     */
    MonitorSetup(Peer control) {
        this.control = control;
    }

    /**
     * Makes a monitor that QEMU deletes, with its device, when the other end is closed.
     *
     * @param end is passed on to QEMU
     * @return completes when it is there; fails when it could not be made and nothing is left of it
     */
    CompletableFuture<Void> make(String name, FileDescriptor end) {
        // All at once: the commands of a multiplexer that is killed are executed together or not at all.
        CompletableFuture<Void> descriptor =
                succeeded(control.send(request("getfd", "fdname", name), CallOptions.DEFAULT.withDescriptor(end)));
        CompletableFuture<Void> device = succeeded(control.send(addDevice(name), CallOptions.DEFAULT));
        CompletableFuture<Void> monitor = succeeded(control.send(addMonitor(name), CallOptions.DEFAULT));
        return CompletableFuture.allOf(descriptor, device, monitor)
                .handle((made, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    CompletableFuture<Void> cause = descriptor.isCompletedExceptionally()
                            ? descriptor
                            : device.isCompletedExceptionally() ? device : monitor;
                    return undo(name).thenCompose(undone -> cause);
                })
                .thenCompose(result -> result);
    }

    private CompletableFuture<?> undo(String name) {
        return CompletableFuture.allOf(
                        control.send(request("chardev-remove", "id", name), CallOptions.DEFAULT),
                        control.send(request("closefd", "fdname", name), CallOptions.DEFAULT))
                .exceptionally(lost -> null);
    }

    /** Removes monitors whose other end has gone before QEMU could notice. */
    CompletableFuture<?> remove(List<String> names) {
        return CompletableFuture.allOf(names.stream()
                        .flatMap(name -> List.of(
                                control.send(request("object-del", "id", name), CallOptions.DEFAULT),
                                control.send(request("chardev-remove", "id", name), CallOptions.DEFAULT))
                                .stream())
                        .toArray(CompletableFuture[]::new))
                .exceptionally(lost -> null);
    }

    private static CompletableFuture<Void> succeeded(CompletableFuture<Reply> reply) {
        return reply.thenAccept(received -> {
            if (received instanceof Reply.Failure failure) {
                throw new CommandFailedException(failure.error());
            }
        });
    }

    private static Request request(String command, String argument, String name) {
        return new Request(command, QmpObject.of(argument, QmpValue.of(name)), null, false);
    }

    private static Request addDevice(String name) {
        QmpObject address = QmpObject.of("type", QmpValue.of("fd"), "data", QmpObject.of("str", QmpValue.of(name)));
        QmpObject data = QmpObject.of("addr", address, "server", QmpValue.of(false));
        QmpObject backend = QmpObject.of("type", QmpValue.of("socket"), "data", data);
        return new Request("chardev-add", QmpObject.of("id", QmpValue.of(name), "backend", backend), null, false);
    }

    private static Request addMonitor(String name) {
        QmpObject arguments = QmpObject.builder()
                .put("qom-type", QmpValue.of("monitor-qmp"))
                .put("id", QmpValue.of(name))
                .put("chardev", QmpValue.of(name))
                .put("close-action", QmpValue.of("delete"))
                .build();
        return new Request("object-add", arguments, null, false);
    }
}
