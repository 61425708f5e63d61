package io.qmp.testkit.fake;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.AgentNames;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.schema.SimilarNames;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands of a version of the guest agent, some of which it answers by itself. For use by several threads. */
final class AgentCommands {
    static final String SYNC_DELIMITED = AgentNames.SYNC_DELIMITED;

    private static final String LIST = "supported_commands";
    private static final String ENABLED = "enabled";

    private final QmpObject info;
    private final Set<String> names;
    private final Set<String> disabled = ConcurrentHashMap.newKeySet();

    AgentCommands(QemuSchema version) {
        info = version.agentInfo();
        names = commands().map(command -> command.string("name").orElseThrow()).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<QmpObject> commands() {
        return info.array(LIST).orElseThrow().elements().stream().map(QmpObject.class::cast);
    }

    /**
     * Requires that there is a command.
     *
     * @throws IllegalArgumentException if there is none; its message has the nearest name
     */
    void require(String command) {
        if (!names.contains(command)) {
            throw new IllegalArgumentException("the agent has no command '" + command + "'"
                    + SimilarNames.of(command, names).stream()
                            .findFirst()
                            .map(nearest -> ", but '" + nearest + "'")
                            .orElse(""));
        }
    }

    void disable(String command) {
        disabled.add(command);
    }

    boolean isDisabled(String command) {
        return disabled.contains(command);
    }

    static Reply disabled(Request request) {
        return request.failure(new QmpError("CommandNotFound", "Command " + request.command() + " has been disabled"));
    }

    /** {@return how an agent answers what it executes by itself, or does not know} */
    Optional<Reply> answer(Request request) {
        return switch (request.command()) {
            case AgentNames.SYNC, SYNC_DELIMITED -> Optional.of(sync(request));
            case "guest-ping" -> Optional.of(request.success(QmpObject.EMPTY));
            case "guest-info" -> Optional.of(request.success(info()));
            default -> Optional.empty();
        };
    }

    private static Reply sync(Request request) {
        QmpValue id = request.arguments().get("id");
        if (id instanceof QmpLong) {
            return request.success(id);
        }
        return request.failure(QmpError.generic(
                id == null ? "Parameter 'id' is missing" : "Invalid parameter type for 'id', expected: integer"));
    }

    private QmpObject info() {
        QmpArray list = new QmpArray(commands().<QmpValue>map(this::state).toList());
        return QmpObject.of("version", QmpValue.of(info.string("version").orElse("")), LIST, list);
    }

    private QmpObject state(QmpObject command) {
        if (!isDisabled(command.string("name").orElse(""))) {
            return command;
        }
        QmpObject.Builder builder = QmpObject.builder();
        command.members()
                .forEach((name, value) -> builder.put(name, name.equals(ENABLED) ? QmpValue.of(false) : value));
        return builder.build();
    }

    /** {@return the error for what is not declared} */
    Reply unexpected(Request request) {
        return request.failure(
                names.contains(request.command())
                        ? QmpError.generic("unexpected command " + request.command())
                        : QmpError.noSuchCommand(request.command()));
    }
}
