package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.app.LivePeer.Kind;
import io.qmp.program.probe.LocalSocket;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** What a user does at a terminal with a peer, scene by scene; each screen is compared with a golden one. */
final class Scenes {
    /** Stands for the folder of the sockets on screens; as long as {@link Folders} makes them. */
    private static final String SHOWN = "/run/qmp/vms";

    private static final Duration A_MOMENT = Duration.ofMillis(20);
    static final Duration A_WHILE = Duration.ofMillis(200);

    private final Path directory;
    private final String folder;
    private final Aside aside;

    /** Another monitor of the peer. */
    interface Aside {
        /** Executes a command there. */
        void execute(String command, QmpObject arguments);
    }

    /** Makes folders for sockets, whose names are as long as any other. */
    static final class Folders implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
            while (true) {
                try {
                    String name =
                            String.format("vm-%04x", ThreadLocalRandom.current().nextInt(0x10000));
                    return Files.createDirectory(Path.of("/tmp", name));
                } catch (FileAlreadyExistsException e) {
                    // another name
                }
            }
        }
    }

    /**
     * Makes scenes.
     *
     * @param directory has the sockets {@code vm.sock} or {@code ga.sock}; of {@link Folders}
     * @param folder the folder of the golden screens
     * @param aside executes a command at another monitor of the peer
     */
    Scenes(Path directory, String folder, Aside aside) {
        this.directory = directory;
        this.folder = folder;
        this.aside = aside;
    }

    /** Plays all scenes of a kind of peer, those also that are slow or need QEMU itself, or not. */
    void play(Kind kind, boolean qemu) {
        scenes(kind, qemu).forEach((name, scene) -> {
            try (Stage stage = stage()) {
                scene.accept(stage, address(kind));
                compare(name, stage.text());
            }
        });
        new ServerScenes(directory.toString(), this::stage).play(kind, address(kind), this::compare);
    }

    private void compare(String name, String shown) {
        Golden.compare(folder + "/" + name, Screens.stable(shown.replace(directory.toString(), SHOWN)));
    }

    private String address(Kind kind) {
        return kind == Kind.AGENT ? "qga:unix:" + directory + "/ga.sock" : "unix:" + directory + "/vm.sock";
    }

    private Stage stage() {
        String launcher = System.getProperty("qmp.tmux");
        return launcher == null ? new ProgramStage(directory) : new TmuxStage(Path.of(launcher), directory);
    }

    private Map<String, BiConsumer<Stage, String>> scenes(Kind kind, boolean qemu) {
        Map<String, BiConsumer<Stage, String>> scenes = new LinkedHashMap<>();
        switch (kind) {
            case MACHINE -> {
                scenes.put("exec", Scenes::exec);
                scenes.put("wait", this::waiting);
                scenes.put("job", Scenes::job);
                scenes.put("ping", Scenes::ping);
                scenes.put("explain", Scenes::explain);
                scenes.put("events", this::events);
                scenes.put("shell", this::shell);
                scenes.put("live", Scenes::live);
                if (qemu) {
                    scenes.put("network", Scenes::network);
                }
                scenes.put("top", Scenes::top);
            }
            case STORAGE -> {
                scenes.put("exec", Scenes::execOfStorage);
                scenes.put("wait", Scenes::waitingOfStorage);
                scenes.put("job", Scenes::job);
                scenes.put("events", this::eventsOfStorage);
                scenes.put("ping", Scenes::ping);
                scenes.put("shell", Scenes::shellOfStorage);
            }
            case AGENT -> {
                scenes.put("exec", Scenes::execOfAgent);
                scenes.put("refused", Scenes::refusedOfAgent);
                scenes.put("ping", Scenes::pingOfAgent);
                scenes.put("shell", Scenes::shellOfAgent);
            }
        }
        return scenes;
    }

    private static void exec(Stage stage, String address) {
        stage.run("qmp exec " + address + " query-status");
        stage.run("qmp exec " + address + " query-status --field status");
        stage.run("qmp exec " + address + " query-nme");
        stage.run("qmp exec " + address + " cont --wait-event RESUME");
        stage.run("qmp exec " + address + " device_del id=nic7");
        stage.run("qmp exec " + address + " query-name --field uuid");
    }

    private void waiting(Stage stage, String address) {
        stage.run("qmp wait " + address + " running");
        stage.run("qmp wait " + address + " 'query-name.name==web'");
        stage.run("qmp wait " + address + " job copy");
        stage.start("qmp wait " + address + " event STOP");
        happenUntilTheEnd(stage, this::stopAgain);
    }

    private static void waitingOfStorage(Stage stage, String address) {
        stage.run("qmp wait " + address + " 'query-jobs[0].id!=copy'");
        stage.run("qmp wait " + address + " job copy");
        stage.run("qmp wait " + address + " running");
        stage.run("qmp wait " + address + " event JOB_STATUS_CHANGE --timeout 1");
    }

    private void events(Stage stage, String address) {
        stage.start("qmp events " + address + " --text --count 1 STOP");
        happenUntilTheEnd(stage, this::stopAgain);
    }

    private void stopAgain() {
        aside.execute("cont", QmpObject.EMPTY);
        aside.execute("stop", QmpObject.EMPTY);
    }

    private void eventsOfStorage(Stage stage, String address) {
        stage.start("qmp events " + address + " --text --count 1 JOB_STATUS_CHANGE status=created");
        QmpObject.Builder members = QmpObject.builder();
        Map.of("job-id", "copy", "device", "disk0", "target", "copy0", "sync", "full")
                .forEach((name, value) -> members.put(name, QmpValue.of(value)));
        QmpObject copy = members.build();
        happenUntilTheEnd(stage, () -> {
            try {
                aside.execute("blockdev-backup", copy);
            } catch (CompletionException e) {
                assertThat(e).hasMessageContaining("already in use"); // the job before has not ended yet
            }
        });
    }

    private static void job(Stage stage, String address) {
        stage.run("qmp job " + address + " blockdev-backup device=disk0 target=copy0 sync=full");
        stage.run("qmp job " + address + " blockdev-backup device=disk7 target=copy0 sync=full");
    }

    private static void ping(Stage stage, String address) {
        stage.run("qmp ping " + address);
        stage.run("qmp ping " + address + " --count 2 --interval 0.1");
        doctor(stage, address);
    }

    private static void pingOfAgent(Stage stage, String address) {
        stage.run("qmp ping " + address + " --count 2 --interval 0.1");
        doctor(stage, address);
    }

    /** The peer serves nobody then, which it would say. */
    private static void doctor(Stage stage, String address) {
        Path socket = Path.of(address.substring(address.indexOf('/')));
        for (int i = 0; i < Stage.LIMIT.dividedBy(A_MOMENT) && LocalSocket.clientsOf(socket) > 0; i++) {
            pause(A_MOMENT); // until the peer has let go of the client before
        }
        stage.run("qmp doctor --timeout 30 " + address);
    }

    static void pause(Duration time) {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static void explain(Stage stage, String address) {
        stage.run("qmp explain " + address + " query-name");
        stage.run("qmp explain " + address + " block-export-add.type");
        stage.run("qmp explain " + address + " STOP");
        stage.run("qmp explain " + address + " query-nme");
        stage.run("qmp schema " + address + " " + address);
    }

    private void shell(Stage stage, String address) {
        stage.start("qmp shell " + address);
        stage.prompt("query-nam\t");
        stage.await("query-name");
        stage.type("\r");
        stage.await("web");
        stage.prompt("qom-list pth=/\r");
        stage.await("Send the same line");
        stage.prompt("qom-get path=/mach");
        aside.execute("cont", QmpObject.EMPTY);
        stage.await("RESUME");
        stage.complete("path=/machine");
        stage.type("property=initrd\r");
        stage.prompt("transaction( abort )\r");
        stage.await("Error");
        stage.prompt("explain block-export-add.type\r");
        stage.await("nbd");
        stage.prompt("");
    }

    /** Names that exist now are offered. */
    private static void live(Stage stage, String address) {
        stage.start("qmp shell " + address);
        stage.prompt("events off\r");
        stage.prompt("blockdev-add driver=raw node-name=raw0 file=di");
        stage.complete("file=disk0");
        stage.type("\r");
        stage.prompt("nbd-server-start addr.type=unix addr.data.path=" + address.substring(5, 17) + "/nbd\r");
        stage.prompt("block-export-add type=nbd id=export0 node-name=ra");
        stage.complete("export0 node-name=raw0");
        stage.type("iothread=th");
        stage.complete("iothread=thread0");
        stage.type("\r");
        stage.prompt("block-export-del id=e");
        stage.complete("block-export-del id=export0");
        stage.type("\r");
        stage.prompt("device_del id=v");
        stage.complete("device_del id=vd0");
        stage.type("\003");
        stage.prompt("");
    }

    /** Network backends: the human monitor knows them. */
    private static void network(Stage stage, String address) {
        stage.start("qmp shell " + address);
        stage.prompt("set_link name=n");
        stage.complete("set_link name=net0");
        stage.type("up=true\r");
        stage.prompt("netdev_del id=n");
        stage.complete("netdev_del id=net0");
        stage.type("\r");
        stage.prompt("netdev_del id=net0\r");
        stage.await("not found");
        stage.prompt("");
    }

    /** A column is filled when the machine was asked twice. */
    private static void top(Stage stage, String address) {
        stage.start("qmp top --interval 0.5 " + address + " " + address.replace("vm.sock", "none"));
        stage.await("running");
        stage.await("no answer");
        stage.await("q leaves");
        stage.await(" %");
    }

    private static void execOfStorage(Stage stage, String address) {
        stage.run("qmp exec " + address + " query-block-exports");
        stage.run("qmp exec " + address + " query-status");
        stage.run("qmp explain " + address + " job-dismiss");
        stage.run("qmp top --once --interval 0.3 " + address);
    }

    private static void shellOfStorage(Stage stage, String address) {
        stage.start("qmp shell " + address);
        stage.prompt("blockdev-add driver=raw node-name=raw0 file=di");
        stage.complete("file=disk0");
        stage.type("\r");
        stage.prompt("blockdev-del node-name=r");
        stage.complete("blockdev-del node-name=raw0");
        stage.type("\r");
        stage.prompt("stop\r");
        stage.await("there is no command");
        stage.prompt("");
    }

    private static void execOfAgent(Stage stage, String address) {
        stage.run("qmp exec " + address + " guest-ping");
        stage.run("qmp exec " + address + " guest-png");
        stage.run("qmp exec " + address + " guest-get-time x=1");
        stage.run("qmp events " + address);
        stage.run("qmp top --once --interval 0.3 " + address);
    }

    /** What agents cannot do. */
    private static void refusedOfAgent(Stage stage, String address) {
        stage.run("qmp wait " + address + " running");
        stage.run("qmp job " + address + " blockdev-backup device=disk0 target=copy0 sync=full");
        stage.run("qmp schema " + address);
        stage.run("qmp explain " + address + " guest-ping");
    }

    private static void shellOfAgent(Stage stage, String address) {
        stage.start("qmp shell " + address);
        stage.prompt("guest-pi\t\r");
        stage.prompt("guest-png\r");
        stage.await("CommandNotFound");
        stage.prompt("explain guest-ping\r");
        stage.await("do not say");
        stage.prompt("");
    }

    /** Nothing outside says when a client listens: events happen until it has seen one. */
    private static void happenUntilTheEnd(Stage stage, Runnable cause) {
        boolean ended = false;
        for (int i = 0; i < Stage.LIMIT.dividedBy(A_WHILE) && !ended; i++) {
            cause.run();
            ended = stage.endsWithin(A_WHILE);
        }
        assertThat(ended).as(stage.text()).isTrue();
    }
}
