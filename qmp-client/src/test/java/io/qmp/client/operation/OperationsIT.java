package io.qmp.client.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.Program;
import io.qmp.client.QmpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("qemu")
class OperationsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final List<String> MACHINE = List.of(
            "-machine",
            "q35,accel=tcg",
            "-m",
            "64",
            "-nodefaults",
            "-display",
            "none",
            "-S",
            "-blockdev",
            "driver=null-co,node-name=source,size=67108864,read-zeroes=on",
            "-blockdev",
            "driver=null-co,node-name=target,size=67108864",
            "-device",
            "qemu-xhci,id=usb",
            "-device",
            "usb-mouse,id=mouse,bus=usb.0");

    @TempDir
    Path directory;

    private Program qemu;
    private QmpClient client;
    private Operations operations;

    @BeforeEach
    void start() {
        Path socket = directory.resolve("qmp");
        List<String> options = new ArrayList<>(MACHINE);
        options.addAll(List.of("-qmp", "unix:" + socket + ",server=on,wait=off"));
        qemu = Program.start("qemu-system-x86_64", options.toArray(String[]::new));
        client = connect(socket);
        operations = Operations.of(client);
    }

    private static QmpClient connect(Path socket) {
        return QmpClient.builder()
                .connectWithin(PATIENCE)
                .negotiationLimit(PATIENCE)
                .connect(QmpAddress.unix(socket))
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        client.close().toCompletableFuture().join();
        qemu.close();
    }

    private static QmpObject job(String... members) {
        QmpObject.Builder builder = QmpObject.builder();
        for (int i = 0; i < members.length; i += 2) {
            builder.put(members[i], QmpValue.of(members[i + 1]));
        }
        return builder.build();
    }

    @Test
    void mirrorsToTheEnd() {
        List<Progress> progress = new ArrayList<>();
        operations
                .runJob(
                        "blockdev-mirror",
                        job("job-id", "job0", "device", "source", "target", "target", "sync", "full"),
                        "job0",
                        PATIENCE,
                        progress::add)
                .join();

        assertTrue(progress.size() > 0);
        assertEquals("[]", client.execute("query-jobs", QmpObject.EMPTY).join().toString());
    }

    @Test
    void backsUpAndDismisses() {
        QmpObject arguments = QmpObject.builder()
                .put("job-id", QmpValue.of("job0"))
                .put("device", QmpValue.of("source"))
                .put("target", QmpValue.of("target"))
                .put("sync", QmpValue.of("full"))
                .put("auto-finalize", QmpValue.of(false))
                .put("auto-dismiss", QmpValue.of(false))
                .build();
        operations
                .runJob("blockdev-backup", arguments, "job0", PATIENCE, progress -> {})
                .join();

        assertEquals("[]", client.execute("query-jobs", QmpObject.EMPTY).join().toString());
    }

    @Test
    void tellsThatAJobWasCancelled() {
        QmpObject arguments = QmpObject.builder()
                .put("job-id", QmpValue.of("job0"))
                .put("device", QmpValue.of("source"))
                .put("target", QmpValue.of("target"))
                .put("sync", QmpValue.of("full"))
                .put("speed", QmpValue.of(1))
                .build();
        var backup = operations.runJob("blockdev-backup", arguments, "job0", PATIENCE, progress -> {});
        client.execute("job-cancel", job("id", "job0")).join();

        assertInstanceOf(
                CommandFailedException.class,
                assertThrows(CompletionException.class, backup::join).getCause());
    }

    @Test
    void failsIfAJobDoesNotStart() {
        var mirror = operations.runJob(
                "blockdev-mirror",
                job("job-id", "job0", "device", "nobody", "target", "target", "sync", "full"),
                "job0",
                PATIENCE,
                progress -> {});

        assertInstanceOf(
                CommandFailedException.class,
                assertThrows(CompletionException.class, mirror::join).getCause());
    }

    @Test
    void unplugs() {
        QmpObject deleted = operations.unplug("mouse", PATIENCE).join();

        assertEquals("mouse", deleted.string("device").orElseThrow());
    }

    @Test
    void resets() {
        assertEquals(
                "host-qmp-system-reset",
                operations.reset(PATIENCE).join().string("reason").orElseThrow());
    }

    @Test
    void waitsForAState() {
        var running = operations.awaitRunState("running"::equals, PATIENCE);
        client.execute("cont", QmpObject.EMPTY).join();

        assertEquals("running", running.join());
    }

    @Test
    void migrates() {
        List<Progress> progress = new ArrayList<>();
        QmpObject last = operations
                .migrate(job("uri", "exec:cat >/dev/null"), PATIENCE, progress::add)
                .join();

        assertEquals("completed", last.string("status").orElseThrow());
        assertEquals(
                "postmigrate", operations.awaitRunState(state -> true, PATIENCE).join());
    }

    @Test
    @SuppressWarnings("try") // a program need not be spoken of to run
    void migratesToAnotherMachine() {
        Path channel = directory.resolve("migration");
        Path socket = directory.resolve("qmp2");
        List<String> options = new ArrayList<>(MACHINE);
        options.addAll(List.of("-incoming", "unix:" + channel, "-qmp", "unix:" + socket + ",server=on,wait=off"));
        try (Program target = Program.start("qemu-system-x86_64", options.toArray(String[]::new))) {
            QmpClient there = connect(socket);
            var arrived = Operations.of(there).awaitRunState(state -> !state.equals("inmigrate"), PATIENCE);
            QmpObject last = operations
                    .migrate(job("uri", "unix:" + channel), PATIENCE, progress -> {})
                    .join();

            assertEquals("completed", last.string("status").orElseThrow());
            assertEquals("prelaunch", arrived.join());
            there.close().toCompletableFuture().join();
        }
    }

    @Test
    void tellsWhyItDidNotMigrate() {
        var migrated = operations.migrate(job("uri", "exec:exit 1"), PATIENCE, progress -> {});

        assertInstanceOf(
                CommandFailedException.class,
                assertThrows(CompletionException.class, migrated::join).getCause());
    }

    @Test
    void doesNotWaitForEverForAGuest() {
        var down = operations.shutDown(Duration.ofMillis(200));

        assertInstanceOf(
                CommandTimeoutException.class,
                assertThrows(CompletionException.class, down::join).getCause());
    }

    @Test
    void quits() {
        operations.quit(PATIENCE).join();

        assertEquals(0, qemu.exitStatus());
    }
}
