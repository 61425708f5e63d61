package io.qmp.mux.relay;

import static io.qmp.mux.relay.RelayHarness.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.contracts.ScriptedPeer;
import io.qmp.contracts.TextClient;
import io.qmp.mux.policy.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eight clients send, leave and come in random order, and QEMU answers and emits: compared with a model. */
class RelayInterleavingTest {
    private static final int CLIENTS = 8;
    private static final int STEPS = 600;
    private static final int WINDOW = OPTIONS.window();

    /** As they are echoed; an empty one is absent. */
    private static final List<String> IDS = List.of(
            "", "null", "7", "7", "18446744073709551615", "1.5", "true", "\"x\"", "\"\\u00E4\"", "[1, {\"a\": null}]");

    /** What a client has sent, and must have received. */
    private static final class Modelled {
        final TextClient client;
        final List<String> received = new ArrayList<>();
        final List<String> inBand = new ArrayList<>();
        final Map<String, String> ids = new HashMap<>();

        Modelled(TextClient client) {
            this.client = client;
        }
    }

    private final RelayHarness mux = RelayHarness.connected(OPTIONS);
    private final Modelled[] clients = new Modelled[CLIENTS];
    private final Map<String, Modelled> senders = new HashMap<>();
    private final List<QmpObject> atQemu = new ArrayList<>();
    private Random random = new Random();
    private int sent;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void eachClientReceivesWhatItsModelDoes(long seed) {
        random = new Random(seed);
        for (int i = 0; i < CLIENTS; i++) {
            clients[i] = newClient();
        }
        for (int step = 0; step < STEPS; step++) {
            step(random.nextInt(20));
            takeRequests();
            checkClients();
        }
        while (!atQemu.isEmpty()) {
            answer();
            takeRequests();
            checkClients();
        }
        for (Modelled modelled : clients) {
            assertThat(modelled.ids).as("commands that were not answered").isEmpty();
        }
        mux.close();
    }

    private void step(int choice) {
        Modelled modelled = clients[random.nextInt(CLIENTS)];
        if (choice < 9) {
            send(modelled, false);
        } else if (choice < 11) {
            send(modelled, true);
        } else if (choice < 17) {
            answer();
        } else if (choice < 19) {
            event();
        } else {
            leave(modelled);
        }
    }

    private Modelled newClient() {
        return new Modelled(mux.outOfBandClient(Role.OWNER));
    }

    private void send(Modelled modelled, boolean outOfBand) {
        if (modelled.ids.size() >= WINDOW || modelled.ids.keySet().stream().anyMatch(name -> name.startsWith("now-"))) {
            return; // it is read no further while many commands wait, or one is executed out of band
        }
        String command = (outOfBand ? "now-" : "command-") + sent++;
        String id = IDS.get(random.nextInt(IDS.size()));
        modelled.ids.put(command, id.isEmpty() ? "" : ", \"id\": " + id);
        if (!outOfBand) {
            modelled.inBand.add(command);
        }
        senders.put(command, modelled);
        modelled.client.send("{\"" + (outOfBand ? "exec-oob" : "execute") + "\": \"" + command + "\""
                + modelled.ids.get(command) + "}");
    }

    /** QEMU receives what it may: the first command of each client that waits, and no more than the window has. */
    private void takeRequests() {
        while (!mux.qemu.requested().isEmpty()) {
            QmpObject request = mux.qemu.next();
            String command = ScriptedPeer.name(request);
            Modelled sender = senders.get(command);
            if (request.get(WireNames.EXECUTE) != null) {
                assertThat(sender.inBand).as("order of %s", command).first().isEqualTo(command);
            }
            atQemu.add(request);
        }
        List<Modelled> inWork = new ArrayList<>();
        for (QmpObject request : atQemu) {
            if (request.get(WireNames.EXECUTE) != null) {
                inWork.add(senders.get(ScriptedPeer.name(request)));
            }
        }
        assertThat(inWork).hasSizeLessThanOrEqualTo(WINDOW).doesNotHaveDuplicates();
        Set<Modelled> waiting = new LinkedHashSet<>();
        for (Modelled modelled : clients) {
            if (!modelled.inBand.isEmpty() && !inWork.contains(modelled)) {
                waiting.add(modelled);
            }
        }
        assertThat(inWork.size() == WINDOW || waiting.isEmpty())
                .as("the window is full if somebody waits")
                .isTrue();
    }

    /** QEMU answers any of its commands: a client sees the order of replies, whatever it is. */
    private void answer() {
        if (atQemu.isEmpty()) {
            return;
        }
        QmpObject request = atQemu.remove(random.nextInt(atQemu.size()));
        String command = ScriptedPeer.name(request);
        Modelled sender = senders.get(command);
        sender.inBand.remove(command);
        sender.received.add("{\"return\": {\"of\": \"" + command + "\"}" + sender.ids.remove(command) + "}");
        mux.qemu.answer(request, "{\"of\": \"" + command + "\"}");
    }

    private void event() {
        String name = "EVENT_" + sent;
        for (Modelled modelled : clients) {
            modelled.received.add(
                    "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"" + name + "\"}");
        }
        mux.qemu.event(name);
    }

    /** A client leaves, and another comes: what QEMU has not received is dropped. */
    private void leave(Modelled modelled) {
        modelled.client.close();
        modelled.inBand.clear();
        for (int i = 0; i < CLIENTS; i++) {
            if (clients[i] == modelled) {
                takeOver(modelled);
                clients[i] = newClient();
            }
        }
    }

    /** What QEMU has of a client that has gone stays in the window until it is answered. */
    private void takeOver(Modelled gone) {
        for (QmpObject request : atQemu) {
            String command = ScriptedPeer.name(request);
            if (senders.get(command) == gone) {
                Modelled nobody = new Modelled(gone.client);
                nobody.ids.put(command, "");
                senders.put(command, nobody);
            }
        }
    }

    private void checkClients() {
        for (Modelled modelled : clients) {
            assertThat(modelled.client.all()).isEqualTo(modelled.received);
            modelled.received.clear();
        }
    }
}
