package io.qmp.mux.relay;

import static io.qmp.mux.relay.RelayHarness.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.contracts.ScriptedPeer;
import io.qmp.contracts.TextClient;
import io.qmp.mux.options.Backend;
import io.qmp.mux.policy.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients leave descriptors with QEMU and take them back, come and leave in random order: no descriptor has two owners,
 * and none outlives its client.
 */
@ParameterizedClass
@EnumSource(value = Backend.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
class RelayDescriptorsTest {
    private static final int CLIENTS = 4;
    private static final int STEPS = 500;
    private static final List<String> NAMES = List.of("x", "y", "z");
    private static final Pattern DONE = Pattern.compile("\\{\"return\": \\{}, \"id\": \"(get|close)-([a-z])\"}");

    /** A client, and the names that it has by what it knows. */
    private record Owner(TextClient client, Set<String> names) {}

    /** What a monitor of QEMU keeps. */
    private static final class Table {
        final Set<String> names = new HashSet<>();
        final Set<Long> members = new HashSet<>();
    }

    private final Backend backend;
    private final RelayHarness mux;
    private final List<Owner> owners = new ArrayList<>();
    private final Map<ScriptedPeer, Table> tables = new HashMap<>();
    private Random random = new Random();
    private long added;

    RelayDescriptorsTest(Backend backend) {
        this.backend = backend;
        this.mux = RelayHarness.connected(OPTIONS.withBackend(backend));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noDescriptorHasTwoOwnersAndNoneOutlivesItsClient(long seed) {
        random = new Random(seed);
        for (int i = 0; i < CLIENTS; i++) {
            owners.add(newOwner());
        }
        for (int step = 0; step < STEPS; step++) {
            step(random.nextInt(16), random.nextInt(CLIENTS));
            hearReplies();
        }
        assertThat(added).as("descriptors in sets").isPositive();
        owners.forEach(owner -> owner.client.close());
        while (answerOne()) {
            // until QEMU has executed all
        }
        assertThat(tables.values()).isNotEmpty().allSatisfy(table -> {
            assertThat(table.names).isEmpty();
            assertThat(table.members).isEmpty();
        });
        mux.close();
    }

    private Owner newOwner() {
        Owner owner = new Owner(mux.client(Role.OWNER), new HashSet<>());
        tables.computeIfAbsent(mux.at(owner.client), first -> new Table());
        return owner;
    }

    private void step(int choice, int number) {
        Owner owner = owners.get(number);
        String name = NAMES.get(random.nextInt(NAMES.size()));
        if (choice < 4) {
            send(owner, "getfd", name, "get-" + name);
        } else if (choice < 6) {
            send(owner, "closefd", name, "close-" + name);
        } else if (choice < 8) {
            owner.client.send("{'execute': 'add-fd', 'id': 'add'}");
        } else if (choice < 15) {
            answerOne();
        } else {
            owner.client.close();
            owners.set(number, newOwner());
        }
    }

    private static void send(Owner owner, String command, String name, String id) {
        owner.client.send(
                "{'execute': '" + command + "', 'arguments': {'fdname': '" + name + "'}, 'id': '" + id + "'}");
    }

    /** Lets a monitor execute its next command; false if none has any. */
    private boolean answerOne() {
        List<ScriptedPeer> busy = tables.keySet().stream()
                .filter(monitor -> !monitor.requested().isEmpty())
                .toList();
        if (busy.isEmpty()) {
            return false;
        }
        ScriptedPeer monitor = busy.get(random.nextInt(busy.size()));
        execute(tables.get(monitor), monitor);
        return true;
    }

    private void execute(Table table, ScriptedPeer monitor) {
        QmpObject request = monitor.next();
        QmpObject arguments = request.object("arguments").orElse(QmpObject.EMPTY);
        String name = arguments.string("fdname").orElse("");
        boolean succeeds = switch (ScriptedPeer.name(request)) {
            case "getfd" -> random.nextInt(5) > 0; // else no descriptor came with it
            case "closefd" -> table.names.remove(name);
            case "add-fd" -> table.members.add(++added);
            case "remove-fd" -> table.members.remove(arguments.integer("fd").orElseThrow());
            default -> throw new AssertionError(request);
        };
        if (succeeds && ScriptedPeer.name(request).equals("getfd")) {
            table.names.add(name); // in place of one that has it
        }
        if (succeeds) {
            monitor.answer(
                    request,
                    ScriptedPeer.name(request).equals("add-fd") ? "{\"fdset-id\": 1, \"fd\": " + added + "}" : "{}");
        } else {
            monitor.send("{\"id\": " + request.get("id")
                    + ", \"error\": {\"class\": \"GenericError\", \"desc\": \"not possible\"}}\r\n");
        }
    }

    /** A name that QEMU has given to a client is nobody else's meanwhile. */
    private void hearReplies() {
        for (Owner owner : owners) {
            for (String reply : owner.client.all()) {
                Matcher done = DONE.matcher(reply);
                if (done.matches() && done.group(1).equals("get")) {
                    owner.names.add(done.group(2));
                } else if (done.matches()) {
                    owner.names.remove(done.group(2));
                }
            }
        }
        if (backend == Backend.SHARED) {
            Set<String> taken = new HashSet<>();
            owners.forEach(owner -> owner.names.forEach(name ->
                    assertThat(taken.add(name)).as("%s has one owner", name).isTrue()));
        }
    }
}
