package io.qmp.mux.relay;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.CallOptions;
import io.qmp.mux.policy.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The commands of QEMU that a role sees: the ones that it may use, so that clients who look for a
 * command before they use it do not meet a refusal. Kept until QEMU is another one. On the loop.
 */
final class Visible {
    private static final String LIST = "query-commands";
    private static final String SCHEMA = "query-qmp-schema";

    private record Key(String command, Role role) {}

    private final Map<Key, QmpValue> kept = new HashMap<>();
    private final MuxCommands own;

    /**
     * Makes it.
     *
     * @param own the commands of the multiplexer, which QEMU does not list
     */
    Visible(MuxCommands own) {
        this.own = own;
    }

    /** {@return the reply to a request that lists commands, if it is known} */
    Optional<Reply> known(RelayClient client, Request request) {
        if (!isList(request.command()) || !request.arguments().isEmpty() || request.outOfBand()) {
            return Optional.empty();
        }
        return Optional.ofNullable(kept.get(new Key(request.command(), client.role())))
                .map(result -> new Reply.Success(result, request.id()).keepingOrder());
    }

    /** {@return what the client sees of a reply} */
    Reply shown(RelayClient client, Request request, Reply reply) {
        if (!(reply instanceof Reply.Success success) || !(success.result() instanceof QmpArray listed)) {
            return reply;
        }
        QmpValue result = filtered(request.command(), listed, client.role());
        kept.put(new Key(request.command(), client.role()), result);
        return new Reply.Success(result, reply.id()).keepingOrder();
    }

    private QmpArray filtered(String command, QmpArray listed, Role role) {
        boolean schema = command.equals(SCHEMA);
        List<QmpValue> shown = new ArrayList<>(listed.elements().size());
        for (QmpValue entry : listed.elements()) {
            if (isShown(entry, schema, role)) {
                shown.add(entry);
            }
        }
        shown.addAll(schema ? own.schema(role) : own.list(role));
        return new QmpArray(shown);
    }

    private static boolean isShown(QmpValue entry, boolean schema, Role role) {
        if (!(entry instanceof QmpObject described)) {
            return true;
        }
        String name = described.string("name").orElse("");
        String kind = schema ? described.string("meta-type").orElse("") : "command";
        return switch (kind) {
            case "command" -> name.equals("qmp_capabilities") || role.mayUse(name);
            case "event" -> role.hears(name);
            default -> true;
        };
    }

    /** {@return completes with the names of the peer's commands; with none if it does not tell} */
    static CompletableFuture<Set<String>> names(Peer peer) {
        return peer.send(new Request(LIST, QmpObject.EMPTY, null, false), CallOptions.DEFAULT)
                .handle((reply, failure) ->
                        reply instanceof Reply.Success success && success.result() instanceof QmpArray listed
                                ? names(listed)
                                : Set.of());
    }

    /** {@return the names in a list of objects that have one} */
    static Set<String> names(QmpArray listed) {
        return listed.elements().stream()
                .filter(QmpObject.class::isInstance)
                .flatMap(entry -> ((QmpObject) entry).string("name").stream())
                .collect(Collectors.toSet());
    }

    /** {@return whether a command lists commands} */
    static boolean isList(String command) {
        return command.equals(LIST) || command.equals(SCHEMA);
    }

    /** QEMU is another one, or another may come. */
    void clear() {
        kept.clear();
    }
}
