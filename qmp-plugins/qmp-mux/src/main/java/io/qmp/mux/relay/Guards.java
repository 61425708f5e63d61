package io.qmp.mux.relay;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.mux.options.Quit;
import io.qmp.mux.policy.Decision;
import java.util.List;
import java.util.Optional;

/** Refuses requests that may not be passed on, whatever the rules of a role say. On the loop. */
final class Guards {
    private final Quit quit;
    private final OwnMonitors own;

    Guards(Quit quit, OwnMonitors own) {
        this.quit = quit;
        this.own = own;
    }

    /** {@return the error for a request that a role denies} */
    static QmpError disabled(RelayClient client, Request request) {
        return QmpError.commandNotFound("Command " + request.command() + " has been disabled: not permitted for role "
                + client.role().name());
    }

    /** {@return why a request is refused that the role allows} */
    Optional<QmpError> refusal(RelayClient client, Request request) {
        return switch (request.command()) {
            case "quit" -> quit(client, request);
            case "getfd" -> getfd(client, request);
            case "closefd" -> closefd(client, request);
            case "yank" -> yank(request);
            case "object-del" -> delete(request.arguments().string("id").orElse(""));
            case "qom-set" ->
                monitor(lastPart(request.arguments().string("path").orElse("")));
            default -> Optional.empty();
        };
    }

    private Optional<QmpError> quit(RelayClient client, Request request) {
        if (!client.role().isOwner()) {
            return Optional.of(disabled(client, request));
        }
        return quit == Quit.REFUSE
                ? Optional.of(QmpError.generic("The multiplexer does not pass quit on"))
                : Optional.empty();
    }

    private Optional<QmpError> getfd(RelayClient client, Request request) {
        return client.way().descriptors().isFree(client, request)
                ? Optional.empty()
                : Optional.of(QmpError.generic(
                        "File descriptor named '" + DescriptorNames.name(request) + "' is in use by another client"));
    }

    private Optional<QmpError> closefd(RelayClient client, Request request) {
        return client.way().descriptors().isFree(client, request)
                ? Optional.empty()
                : Optional.of(
                        QmpError.generic("File descriptor named '" + DescriptorNames.name(request) + "' not found"));
    }

    private Optional<QmpError> yank(Request request) {
        return request.arguments().array("instances").map(QmpArray::elements).stream()
                .flatMap(List::stream)
                .filter(QmpObject.class::isInstance)
                .map(QmpObject.class::cast)
                .filter(instance ->
                        instance.string("type").filter("chardev"::equals).isPresent())
                .flatMap(instance -> instance.string("id").stream())
                .filter(own::isOwnDevice)
                .findFirst()
                .map(label -> QmpError.generic(
                        "Chardev '" + label + "' is the connection of the multiplexer, which serves other clients"));
    }

    /** The multiplexer's own monitor is the present one to its clients, as if they shared it; QEMU's words. */
    private Optional<QmpError> delete(String id) {
        return own.isControl(id) ? Optional.of(QmpError.generic("Cannot delete the current QMP monitor")) : monitor(id);
    }

    private Optional<QmpError> monitor(String id) {
        return own.isOwnMonitor(id)
                ? Optional.of(QmpError.generic(
                        "Monitor '" + id + "' is a connection of the multiplexer, which serves its clients"))
                : Optional.empty();
    }

    /** The id in a path, which need not begin at the root. */
    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@return the decision that the audit shows for a refusal} */
    static Decision refused() {
        return new Decision(false, "guarded");
    }
}
