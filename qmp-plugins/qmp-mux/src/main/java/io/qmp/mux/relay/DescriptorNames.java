package io.qmp.mux.relay;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The descriptors that clients have left with QEMU. Their names are one space for all clients, as QEMU knows one
 * monitor: a name is its client's until it is closed, used or its client leaves.
 */
final class DescriptorNames {
    private static final String NAME = "fdname";
    private static final String SET = "fdset-id";
    private static final String NUMBER = "fd";

    /** A descriptor in a set. */
    private record Member(long set, long number) {}

    private final Map<String, RelayClient> names = new HashMap<>();
    private final Map<RelayClient, Set<Member>> members = new HashMap<>();

    /** {@return whether the client may use the name that a request of {@code getfd} or {@code closefd} has} */
    boolean isFree(RelayClient client, Request request) {
        RelayClient holder = names.get(name(request));
        return holder == null || holder == client;
    }

    static String name(Request request) {
        return request.arguments().string(NAME).orElse("");
    }

    /** {@return whether a command takes a descriptor} */
    static boolean takesDescriptor(String command) {
        return command.equals("getfd") || command.equals("add-fd");
    }

    /** A command is about to be sent: its name is taken from now on. */
    void sending(RelayClient client, Request request) {
        if (request.command().equals("getfd")) {
            names.put(name(request), client);
        }
    }

    /** A command has ended. */
    void ended(RelayClient client, Request request, Reply reply) {
        boolean succeeded = reply instanceof Reply.Success;
        switch (request.command()) {
            case "getfd" -> {
                if (!succeeded) {
                    names.remove(name(request), client);
                }
            }
            case "closefd" -> {
                if (succeeded) {
                    names.remove(name(request), client);
                }
            }
            case "add-fd" -> {
                if (reply instanceof Reply.Success success && success.result() instanceof QmpObject added) {
                    members.computeIfAbsent(client, none -> new HashSet<>()).add(member(added));
                }
            }
            default -> {}
        }
    }

    private static Member member(QmpObject added) {
        return new Member(added.integer(SET).orElse(-1), added.integer(NUMBER).orElse(-1));
    }

    /** {@return the commands that close what a client has left; nothing is known of it afterwards} */
    List<Request> left(RelayClient client) {
        List<Request> commands = new ArrayList<>();
        names.forEach((name, holder) -> {
            if (holder == client) {
                commands.add(new Request("closefd", QmpObject.of(NAME, QmpValue.of(name)), null, false));
            }
        });
        names.values().removeIf(holder -> holder == client);
        Set<Member> left = members.remove(client);
        if (left != null) {
            left.forEach(member -> commands.add(new Request(
                    "remove-fd",
                    QmpObject.of(SET, QmpValue.of(member.set()), NUMBER, QmpValue.of(member.number())),
                    null,
                    false)));
        }
        return commands;
    }

    /** QEMU has gone, and with it all descriptors. */
    void clear() {
        names.clear();
        members.clear();
    }
}
