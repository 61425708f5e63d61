package io.qmp.mux.relay;

import static io.qmp.mux.relay.RelayHarness.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.contracts.ScriptedPeer;
import io.qmp.mux.options.Backend;
import io.qmp.mux.policy.Role;
import io.qmp.mux.policy.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Eight clients send, leave and come in random order, and QEMU answers, refuses and emits: compared with a model. A
 * client may have several commands at QEMU, and between them some that the multiplexer answers itself.
 */
@ParameterizedClass
@EnumSource(value = Backend.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
class RelayInterleavingTest {
    private static final int CLIENTS = 8;
    private static final int STEPS = 600;
    private static final int WINDOW = OPTIONS.window();

    /** As they are echoed; an empty one is absent. */
    private static final List<String> IDS = List.of(
            "", "null", "7", "7", "18446744073709551615", "1.5", "true", "\"x\"", "\"\\u00E4\"", "[1, {\"a\": null}]");

    /** A role that may do all that the commands of this test need, and one that may not. */
    private static final Role ROLE =
            new Role("user").allowing(List.of(Rule.of("*"))).denying(List.of(Rule.of("denied")));

    private final Backend backend;
    private final RelayHarness mux;
    private final ModelledClient[] clients = new ModelledClient[CLIENTS];
    private final Map<String, ModelledClient> senders = new HashMap<>();
    private final Set<String> failing = new HashSet<>();
    private final List<QmpObject> atQemu = new ArrayList<>();
    private Random random = new Random();
    private int sent;

    RelayInterleavingTest(Backend backend) {
        this.backend = backend;
        this.mux = RelayHarness.connected(OPTIONS.withBackend(backend));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eachClientReceivesWhatItsModelDoes(long seed) {
        random = new Random(seed);
        for (int i = 0; i < CLIENTS; i++) {
            clients[i] = newClient();
        }
        for (int step = 0; step < STEPS; step++) {
            step(random.nextInt(24));
            takeRequests();
            checkClients();
        }
        while (!atQemu.isEmpty()) {
            answer();
            takeRequests();
            checkClients();
        }
        for (ModelledClient modelled : clients) {
            assertThat(modelled.unanswered()).as("commands without an answer").isZero();
        }
        mux.close();
    }

    private void step(int choice) {
        ModelledClient modelled = clients[random.nextInt(CLIENTS)];
        if (choice < 9) {
            send(modelled, false);
        } else if (choice < 11) {
            send(modelled, true);
        } else if (choice < 13) {
            sendForTheMultiplexer(modelled);
        } else if (choice < 21) {
            answer();
        } else if (choice < 23) {
            event();
        } else {
            leave(modelled);
        }
    }

    private ModelledClient newClient() {
        return random.nextBoolean()
                ? new ModelledClient(mux.outOfBandClient(ROLE), true)
                : new ModelledClient(mux.client(ROLE), false);
    }

    private void send(ModelledClient modelled, boolean outOfBand) {
        if (!modelled.isRead() || (outOfBand && !modelled.outOfBand)) {
            return;
        }
        String command = (outOfBand ? "now-" : "command-") + sent++;
        String id = id();
        senders.put(command, modelled);
        boolean fails = random.nextInt(5) == 0;
        modelled.sends(command, outOfBand, fails ? failure(command, id) : success(command, id));
        if (fails) {
            failing.add(command);
        }
        modelled.client.send("{\"" + (outOfBand ? "exec-oob" : "execute") + "\": \"" + command + "\"" + id + "}");
    }

    private static String success(String command, String id) {
        return "{\"return\": {\"of\": \"" + command + "\"}" + id + "}";
    }

    private static String failure(String command, String id) {
        String start = id.isEmpty() ? "{" : "{" + id.substring(2) + ", ";
        return start + "\"error\": {\"class\": \"GenericError\", \"desc\": \"" + command + "\"}}";
    }

    private String id() {
        String id = IDS.get(random.nextInt(IDS.size()));
        return id.isEmpty() ? "" : ", \"id\": " + id;
    }

    /** What does not reach QEMU, and has its place in the order of the client nevertheless. */
    private void sendForTheMultiplexer(ModelledClient modelled) {
        if (!modelled.isRead()) {
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> {
                modelled.isAnswered("{\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"Command denied has been"
                        + " disabled: not permitted for role user\"}}");
                modelled.client.send("{'execute': 'denied'}");
            }
            case 1 -> {
                modelled.isAnswered("{\"error\": {\"class\": \"GenericError\", \"desc\": \"QMP input member 'execute'"
                        + " must be a string\"}}");
                modelled.client.send("{'execute': 1}");
            }
            default -> {
                boolean hears = random.nextBoolean();
                modelled.hearsFromHere(hears, "{\"return\": {}}");
                modelled.client.send(
                        "{'execute': '__io.qmp_mux-events', 'arguments': {'names': [" + (hears ? "'*'" : "") + "]}}");
            }
        }
    }

    /** QEMU receives the commands of each client in their order, and no more than the window has. */
    private void takeRequests() {
        for (QmpObject request : mux.requests()) {
            String command = ScriptedPeer.name(request);
            if (request.get(WireNames.EXECUTE) != null) {
                ModelledClient sender = senders.get(command);
                assertThat(sender.unsent).as("order of %s", command).first().isEqualTo(command);
                sender.unsent.remove();
            }
            atQemu.add(request);
        }
        if (backend == Backend.SHARED) {
            checkWindow(List.of(clients), atQemu);
        } else {
            for (ModelledClient modelled : clients) {
                checkWindow(
                        List.of(modelled),
                        atQemu.stream()
                                .filter(request -> senders.get(ScriptedPeer.name(request)) == modelled)
                                .toList());
            }
        }
    }

    /** There are no more commands under way than the window has, and none waits beside a free place. */
    private static void checkWindow(List<ModelledClient> sharing, List<QmpObject> underWay) {
        long inBand = underWay.stream()
                .filter(request -> request.get(WireNames.EXECUTE) != null)
                .count();
        assertThat(inBand).isLessThanOrEqualTo(WINDOW);
        if (inBand < WINDOW) {
            for (ModelledClient modelled : sharing) {
                assertThat(modelled.unsent)
                        .as("commands that wait beside a free place")
                        .isEmpty();
            }
        }
    }

    /** QEMU answers any of its commands, but in-band commands of one client in their order. */
    private void answer() {
        if (atQemu.isEmpty()) {
            return;
        }
        QmpObject request = atQemu.get(random.nextInt(atQemu.size()));
        if (request.get(WireNames.EXECUTE) != null) {
            ModelledClient sender = senders.get(ScriptedPeer.name(request));
            request = atQemu.stream()
                    .filter(first -> first.get(WireNames.EXECUTE) != null)
                    .filter(first -> senders.get(ScriptedPeer.name(first)) == sender)
                    .findFirst()
                    .orElseThrow();
        }
        atQemu.remove(request);
        String command = ScriptedPeer.name(request);
        senders.get(command).isExecuted(command);
        ScriptedPeer monitor = mux.at(senders.get(command).client);
        if (failing.remove(command)) {
            monitor.send("{\"id\": " + request.get(WireNames.ID)
                    + ", \"error\": {\"class\": \"GenericError\", \"desc\": \"" + command + "\"}}\r\n");
        } else {
            monitor.answer(request, "{\"of\": \"" + command + "\"}");
        }
    }

    private void event() {
        String name = "EVENT_" + sent;
        for (ModelledClient modelled : clients) {
            modelled.event("{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"" + name + "\"}");
        }
        mux.event(name);
    }

    /** A client leaves, and another comes: what QEMU has not received is dropped. */
    private void leave(ModelledClient modelled) {
        modelled.client.close();
        modelled.unsent.clear();
        for (int i = 0; i < CLIENTS; i++) {
            if (clients[i] == modelled) {
                clients[i] = newClient();
            }
        }
    }

    private void checkClients() {
        for (ModelledClient modelled : clients) {
            assertThat(modelled.client.all()).isEqualTo(modelled.received);
            modelled.received.clear();
        }
    }
}
