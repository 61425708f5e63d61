package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.LivePeer.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a user does with subcommands that serve: they run at one terminal, and their clients at another. */
final class ServerScenes {
    private static final String SERVED = ",server=on,wait=off";
    private static final Pattern PLACE = Pattern.compile("listening on tcp:(\\S+)\\s");

    private final String directory;
    private final Supplier<Stage> terminals;

    /** Begins and plays a scene. */
    private interface Scene {
        void play(Stage server, Stage client, String address);
    }

    /**
     * Makes scenes.
     *
     * @param directory where sockets and files are made
     * @param terminals opens a terminal
     */
    ServerScenes(String directory, Supplier<Stage> terminals) {
        this.directory = directory;
        this.terminals = terminals;
    }

    /** Plays all scenes of a kind of peer, and shows the name of each with what both terminals show at its end. */
    void play(Kind kind, String address, BiConsumer<String, String> shown) {
        scenes(kind).forEach((name, scene) -> {
            try (Stage server = terminals.get();
                    Stage client = terminals.get()) {
                scene.play(server, client, address);
                shown.accept(name, server.text() + "\nthe other terminal:\n" + client.text());
            }
        });
    }

    private Map<String, Scene> scenes(Kind kind) {
        Map<String, Scene> scenes = new LinkedHashMap<>();
        switch (kind) {
            case MACHINE -> {
                scenes.put("mux", (server, client, address) -> mux(server, client, address, "query-name"));
                scenes.put("record", this::record);
                scenes.put("metrics", (server, client, address) -> metrics(server, address));
            }
            case STORAGE ->
                scenes.put("mux", (server, client, address) -> mux(server, client, address, "query-block-exports"));
            case AGENT -> scenes.put("mux", this::muxOfAgent);
        }
        return scenes;
    }

    private String socket(String name) {
        return "unix:" + directory + "/" + name;
    }

    private void mux(Stage server, Stage client, String address, String query) {
        server.start("qmp mux " + address + " -qmp " + socket("rw") + SERVED + ",role=owner -qmp " + socket("ro")
                + SERVED + ",role=observer");
        server.await("listening on " + socket("ro"));
        client.run("qmp exec " + socket("rw") + " " + query);
        client.run("qmp exec " + socket("ro") + " " + query);
        client.run("qmp exec " + socket("ro") + " blockdev-del node-name=disk0");
        client.run("qmp exec " + socket("rw") + " blockdev-del node-name=disk7");
        client.run("qmp mux " + address + " -qmp " + socket("none/rw") + SERVED + ",role=owner");
        end(server);
    }

    private void muxOfAgent(Stage server, Stage client, String address) {
        server.start("qmp mux " + address + " -qmp " + socket("ro") + SERVED + ",role=observer");
        server.await("listening");
        client.run("qmp exec qga:" + socket("ro") + " guest-ping");
        client.run("qmp exec qga:" + socket("ro") + " guest-set-time");
        end(server);
    }

    private void record(Stage server, Stage client, String address) {
        server.start("qmp record " + directory + "/vm.jsonl " + address + " -qmp " + socket("tap") + SERVED);
        server.await("listening");
        client.run("qmp exec " + socket("tap") + " query-name");
        client.run("qmp exec " + socket("tap") + " object-add qom-type=secret id=s data=hidden");
        client.run("qmp exec " + socket("tap") + " object-del id=s");
        end(server);
        server.start("qmp replay " + directory + "/vm.jsonl -qmp " + socket("again") + SERVED);
        server.await("listening on " + socket("again"));
        client.run("qmp exec " + socket("again") + " query-name");
        client.run("qmp exec " + socket("again") + " query-block");
        end(server);
    }

    private void metrics(Stage server, String address) {
        server.start("qmp metrics " + address + " --listen 127.0.0.1:0");
        Matcher place = PLACE.matcher(server.text());
        boolean found = place.find();
        for (int i = 0; i < Stage.LIMIT.dividedBy(Scenes.A_WHILE) && !found; i++) {
            Scenes.pause(Scenes.A_WHILE);
            place = PLACE.matcher(server.text());
            found = place.find();
        }
        assertThat(found).as(server.text()).isTrue();
        String page = "";
        for (int i = 0; i < Stage.LIMIT.dividedBy(Scenes.A_WHILE) && !page.contains("qemu_up{vm=\"vm\"} 1"); i++) {
            Scenes.pause(Scenes.A_WHILE);
            page = MetricsTest.get(place.group(1), "/metrics");
        }
        assertThat(page).contains("qemu_up{vm=\"vm\"} 1");
        end(server);
    }

    private static void end(Stage server) {
        server.interrupt();
        server.awaitEnd();
    }
}
