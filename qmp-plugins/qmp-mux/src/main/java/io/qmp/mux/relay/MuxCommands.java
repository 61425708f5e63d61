package io.qmp.mux.relay;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.mux.policy.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The commands of the multiplexer itself. On the loop. */
final class MuxCommands {
    private static final String CLIENTS = "__io.qmp_mux-clients";
    private static final String EVENTS = "__io.qmp_mux-events";
    private static final String DISCONNECT = "__io.qmp_mux-disconnect";
    private static final Set<String> NAMES_OF_COMMANDS = Set.of(CLIENTS, EVENTS, DISCONNECT);
    private static final String NAMES = "names";
    private static final String SESSION = "session";

    private final ServerContext server;
    private final Clients clients;

    MuxCommands(ServerContext server, Clients clients) {
        this.server = server;
        this.clients = clients;
    }

    /** {@return whether a command is one of these} */
    static boolean has(String command) {
        return NAMES_OF_COMMANDS.contains(command);
    }

    /** {@return completes with the reply to a request for one of these commands} */
    CompletionStage<Reply> execute(RelayClient client, Request request) {
        return CompletableFuture.completedFuture(
                switch (request.command()) {
                    case CLIENTS -> clients(request);
                    case EVENTS -> events(client, request);
                    case DISCONNECT -> disconnect(request);
                    default -> throw new IllegalArgumentException(request.command());
                });
    }

    private Reply clients(Request request) {
        Optional<Reply> wrong = unexpected(request, Set.of());
        return wrong.orElseGet(() -> request.success(new QmpArray(
                clients.all().stream().<QmpValue>map(MuxCommands::describe).toList())));
    }

    private static QmpObject describe(RelayClient client) {
        return QmpObject.builder()
                .put(SESSION, QmpValue.of(client.session().id()))
                .put("listener", QmpValue.of(client.session().monitor()))
                .put("peer", QmpValue.of(client.session().peer().toString()))
                .put("role", QmpValue.of(client.role().name()))
                .put("pending", QmpValue.of(client.calls().size()))
                .build();
    }

    private Reply events(RelayClient client, Request request) {
        Optional<Reply> wrong = unexpected(request, Set.of(NAMES));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        QmpValue names = request.arguments().get(NAMES);
        if (names == null) {
            return generic(request, "Parameter 'names' is missing");
        }
        if (!(names instanceof QmpArray array) || !array.elements().stream().allMatch(QmpString.class::isInstance)) {
            return generic(request, "Invalid parameter type for 'names', expected: array");
        }
        Set<String> wanted = Set.copyOf(array.elements().stream()
                .map(name -> ((QmpString) name).value())
                .toList());
        Predicate<String> heard = wanted.contains("*") ? name -> true : wanted::contains;
        client.hear(heard);
        return request.success(QmpObject.EMPTY);
    }

    private Reply disconnect(Request request) {
        Optional<Reply> wrong = unexpected(request, Set.of(SESSION));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        QmpValue number = request.arguments().get(SESSION);
        if (number == null) {
            return generic(request, "Parameter 'session' is missing");
        }
        Optional<RelayClient> found = clients.all().stream()
                .filter(client -> QmpValue.of(client.session().id()).equals(number))
                .findFirst();
        if (found.isEmpty()) {
            return generic(request, "There is no session " + number);
        }
        server.disconnect(found.get().session());
        return request.success(QmpObject.EMPTY);
    }

    private static Optional<Reply> unexpected(Request request, Set<String> known) {
        return request.arguments().members().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> generic(request, "Parameter '" + name + "' is unexpected"));
    }

    private static Reply generic(Request request, String text) {
        return request.failure(QmpError.generic(text));
    }

    /** {@return the entries of {@code query-commands} of the commands that a role may use} */
    List<QmpValue> list(Role role) {
        return Stream.of(CLIENTS, EVENTS, DISCONNECT)
                .filter(role::mayUse)
                .<QmpValue>map(name -> QmpObject.of("name", QmpValue.of(name)))
                .toList();
    }

    /** {@return the entities of the introspection of the commands that a role may use} */
    List<QmpValue> schema(Role role) {
        List<QmpValue> entities = new ArrayList<>();
        add(entities, role, CLIENTS, List.of());
        add(entities, role, EVENTS, List.of(member(NAMES, "[str]")));
        add(entities, role, DISCONNECT, List.of(member(SESSION, "int")));
        return entities;
    }

    private static void add(List<QmpValue> entities, Role role, String command, List<QmpValue> members) {
        if (role.mayUse(command)) {
            String arguments = command + "-arg";
            entities.add(QmpObject.builder()
                    .put("arg-type", QmpValue.of(arguments))
                    .put("ret-type", QmpValue.of("any"))
                    .put("name", QmpValue.of(command))
                    .put("meta-type", QmpValue.of("command"))
                    .build());
            entities.add(QmpObject.builder()
                    .put("name", QmpValue.of(arguments))
                    .put("members", new QmpArray(members))
                    .put("meta-type", QmpValue.of("object"))
                    .build());
        }
    }

    private static QmpObject member(String name, String type) {
        return QmpObject.of("name", QmpValue.of(name), "type", QmpValue.of(type));
    }
}
