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

    /** A name that a client has taken, or is about to. */
    private static final class Claim {
        final RelayClient client;
        int underWay;
        boolean isHeld;

        Claim(RelayClient client) {
            this.client = client;
        }
    }

    private final Map<String, Claim> names = new HashMap<>();
    private final Map<RelayClient, Set<Member>> members = new HashMap<>();

    /** {@return whether the client may use the name that a request of {@code getfd} or {@code closefd} has} */
    boolean isFree(RelayClient client, Request request) {
        Claim claim = names.get(name(request));
        return claim == null || claim.client == client;
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
            names.computeIfAbsent(name(request), taken -> new Claim(client)).underWay++;
        }
    }

    /** A command has ended. */
    void ended(RelayClient client, Request request, Reply reply) {
        boolean succeeded = reply instanceof Reply.Success;
        switch (request.command()) {
            case "getfd" -> taken(client, name(request), succeeded);
            case "closefd" -> {
                if (succeeded) {
                    closed(client, name(request));
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

    /** A {@code getfd} has ended. If it has failed, QEMU keeps what it had by this name. */
    private void taken(RelayClient client, String name, boolean succeeded) {
        Claim claim = names.get(name);
        if (claim != null && claim.client == client) {
            claim.underWay--;
            claim.isHeld |= succeeded;
            forgetIfFree(name, claim);
        }
    }

    private void closed(RelayClient client, String name) {
        Claim claim = names.get(name);
        if (claim != null && claim.client == client) {
            claim.isHeld = false;
            forgetIfFree(name, claim);
        }
    }

    private void forgetIfFree(String name, Claim claim) {
        if (!claim.isHeld && claim.underWay == 0) {
            names.remove(name);
        }
    }

    private static Member member(QmpObject added) {
        return new Member(added.integer(SET).orElse(-1), added.integer(NUMBER).orElse(-1));
    }

    /** {@return the commands that close what a client has left; nothing is known of it afterwards} */
    List<Request> left(RelayClient client) {
        List<Request> commands = new ArrayList<>();
        names.forEach((name, claim) -> {
            if (claim.client == client) {
                commands.add(new Request("closefd", QmpObject.of(NAME, QmpValue.of(name)), null, false));
            }
        });
        names.values().removeIf(claim -> claim.client == client);
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
