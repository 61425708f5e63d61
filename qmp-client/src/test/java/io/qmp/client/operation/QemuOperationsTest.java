package io.qmp.client.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.ClientOptions;
import io.qmp.client.ConnectionLimits;
import io.qmp.client.Program;
import io.qmp.client.QmpClient;
import io.qmp.client.ReconnectPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("qemu")
class QemuOperationsTest {
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
                .options(ClientOptions.DEFAULT.withConnectionLimits(ConnectionLimits.DEFAULT.withNegotiation(PATIENCE)))
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

        assertThat(progress.size() > 0).isTrue();
        assertThat(client.execute("query-jobs", QmpObject.EMPTY).join().toString())
                .isEqualTo("[]");
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

        assertThat(client.execute("query-jobs", QmpObject.EMPTY).join().toString())
                .isEqualTo("[]");
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

        assertThat(assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(backup::join)
                        .actual()
                        .getCause())
                .isInstanceOf(CommandFailedException.class);
    }

    /** Creates images one after the other, by jobs of the same id. */
    private void createsInARow(QmpClient with) {
        for (int i = 0; i < 20; i++) {
            QmpObject image = QmpObject.builder()
                    .put("driver", QmpValue.of("file"))
                    .put("filename", QmpValue.of(directory.resolve("image" + i).toString()))
                    .put("size", QmpValue.of(65536))
                    .build();
            Operations.of(with)
                    .runJob(
                            "blockdev-create",
                            QmpObject.of("job-id", QmpValue.of("create"), "options", image),
                            "create",
                            PATIENCE,
                            progress -> {})
                    .join();
        }

        assertThat(with.execute("query-jobs", QmpObject.EMPTY).join().toString())
                .isEqualTo("[]");
    }

    @Test
    void anIdServesOneJobAfterTheOther() {
        createsInARow(client);
    }

    @Test
    @SuppressWarnings("try") // a program need not be spoken of to run
    void anIdServesOneJobOfAStorageDaemonAfterTheOther() {
        Path socket = directory.resolve("qsd");
        try (Program daemon = Program.start(
                "qemu-storage-daemon",
                "--chardev",
                "socket,id=c,path=" + socket + ",server=on,wait=off",
                "--monitor",
                "chardev=c")) {
            QmpClient there = connect(socket);
            createsInARow(there);
            there.close().toCompletableFuture().join();
        }
    }

    @Test
    void snapshotsFailAndSucceedInARow() {
        createImage();
        for (int i = 0; i < 20; i++) {
            QmpObject arguments = QmpObject.builder()
                    .put("job-id", QmpValue.of("snapshot"))
                    .put("tag", QmpValue.of("s" + i / 2))
                    .put("vmstate", QmpValue.of("disk"))
                    .put("devices", new QmpArray(List.of(QmpValue.of("disk"))))
                    .build();
            var saved = operations.runJob("snapshot-save", arguments, "snapshot", PATIENCE, progress -> {});
            if (i % 2 == 0) {
                saved.join();
            } else { // there is one of that name
                assertThat(assertThatExceptionOfType(CompletionException.class)
                                .isThrownBy(saved::join)
                                .actual()
                                .getCause())
                        .isInstanceOf(CommandFailedException.class);
            }
        }

        assertThat(client.execute("query-jobs", QmpObject.EMPTY).join().toString())
                .isEqualTo("[]");
    }

    /** Makes a qcow2 image that keeps snapshots, as node {@code disk}. */
    private void createImage() {
        String file = directory.resolve("disk.qcow2").toString();
        Object[][] steps = {
            {"blockdev-create", job("driver", "file", "filename", file), 0L},
            {"blockdev-add", job("driver", "file", "filename", file, "node-name", "file"), null},
            {"blockdev-create", job("driver", "qcow2", "file", "file"), 1L << 20},
            {"blockdev-add", job("driver", "qcow2", "file", "file", "node-name", "disk"), null}
        };
        for (Object[] step : steps) {
            QmpObject options = (QmpObject) step[1];
            if (step[2] == null) {
                client.execute((String) step[0], options).join();
                continue;
            }
            QmpObject.Builder sized = QmpObject.builder();
            options.members().forEach(sized::put);
            sized.put("size", QmpValue.of((Long) step[2]));
            operations
                    .runJob(
                            (String) step[0],
                            QmpObject.of("job-id", QmpValue.of("c"), "options", sized.build()),
                            "c",
                            PATIENCE,
                            progress -> {})
                    .join();
        }
    }

    /** A mirror whose target has no room, but only at first. */
    private CompletableFuture<Nothing> mirrorWithoutRoom(JobListener listener) {
        QmpObject error = QmpObject.builder()
                .put("event", QmpValue.of("none"))
                .put("iotype", QmpValue.of("write"))
                .put("errno", QmpValue.of(28))
                .put("once", QmpValue.of(true))
                .build();
        client.execute(
                        "blockdev-add",
                        QmpObject.builder()
                                .put("driver", QmpValue.of("blkdebug"))
                                .put("node-name", QmpValue.of("full"))
                                .put(
                                        "image",
                                        QmpObject.of("driver", QmpValue.of("null-co"), "size", QmpValue.of(1 << 20)))
                                .put("inject-error", new QmpArray(List.of(error)))
                                .build())
                .join();
        String file = directory.resolve("data").toString();
        client.execute("blockdev-add", job("driver", "file", "node-name", "data", "filename", writeData(file)))
                .join();
        return operations.runJob(
                "blockdev-mirror",
                job("job-id", "job0", "device", "data", "target", "full", "sync", "full", "on-target-error", "enospc"),
                "job0",
                PATIENCE,
                listener);
    }

    /** Fills a file with what is no hole. */
    private static String writeData(String file) {
        byte[] data = new byte[1 << 20];
        Arrays.fill(data, (byte) 1);
        try {
            Files.write(Path.of(file), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    @Test
    void tellsThatAJobHasPausedOnAnError() {
        var mirror = mirrorWithoutRoom(progress -> {});

        CommandFailedException failure = assertThat(assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(mirror::join)
                        .actual()
                        .getCause())
                .asInstanceOf(InstanceOfAssertFactories.type(CommandFailedException.class))
                .actual();
        assertThat(failure.error().desc()).isEqualTo("the job job0 has paused on a write error");
        client.execute("job-cancel", job("id", "job0")).join();
    }

    @Test
    void resumesAJobThatHasPausedOnAnError() {
        List<JobPause> pauses = new ArrayList<>();
        mirrorWithoutRoom(new JobListener() {
                    @Override
                    public void progress(Progress progress) {}

                    @Override
                    public JobPause.Choice paused(JobPause pause) {
                        pauses.add(pause);
                        return JobPause.Choice.RESUME;
                    }
                })
                .join();

        assertThat(pauses).isEqualTo(List.of(new JobPause("job0", Optional.of("write"))));
    }

    @Test
    void aMachineThatEndedAndIsSucceededHasShutDown() {
        Path socket = directory.resolve("again");
        String[] options = {
            "-machine",
            "q35,accel=tcg",
            "-nodefaults",
            "-display",
            "none",
            "-S",
            "-qmp",
            "unix:" + socket + ",server=on,wait=off"
        };
        Program before = Program.start("qemu-system-x86_64", options);
        QmpClient there = QmpClient.builder()
                .connectWithin(PATIENCE)
                .reconnect(ReconnectPolicy.within(PATIENCE))
                .connect(QmpAddress.unix(socket))
                .toCompletableFuture()
                .join();
        assumeTrue(there.peerCredentials().pid().isPresent(), "process ids of peers are not known here");
        var down = Operations.of(there).shutDown(PATIENCE);
        there.execute("query-status", QmpObject.EMPTY).join();
        before.kill();
        try (Program after = Program.start("qemu-system-x86_64", options)) {
            assertThat(down.join()).isEqualTo(QmpObject.EMPTY);
            there.close().toCompletableFuture().join();
            after.kill();
        }
    }

    @Test
    void failsIfAJobDoesNotStart() {
        var mirror = operations.runJob(
                "blockdev-mirror",
                job("job-id", "job0", "device", "nobody", "target", "target", "sync", "full"),
                "job0",
                PATIENCE,
                progress -> {});

        assertThat(assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(mirror::join)
                        .actual()
                        .getCause())
                .isInstanceOf(CommandFailedException.class);
    }

    @Test
    void unplugs() {
        QmpObject deleted = operations.unplug("mouse", PATIENCE).join();

        assertThat(deleted.string("device").orElseThrow()).isEqualTo("mouse");
    }

    @Test
    void resets() {
        assertThat(operations.reset(PATIENCE).join().string("reason").orElseThrow())
                .isEqualTo("host-qmp-system-reset");
    }

    @Test
    void waitsForAState() {
        var running = operations.awaitRunState("running"::equals, PATIENCE);
        client.execute("cont", QmpObject.EMPTY).join();

        assertThat(running.join()).isEqualTo("running");
    }

    @Test
    void migrates() {
        List<Progress> progress = new ArrayList<>();
        QmpObject last = operations
                .migrate(job("uri", "exec:cat >/dev/null"), PATIENCE, progress::add)
                .join();

        assertThat(last.string("status").orElseThrow()).isEqualTo("completed");
        assertThat(operations.awaitRunState(state -> true, PATIENCE).join()).isEqualTo("postmigrate");
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

            assertThat(last.string("status").orElseThrow()).isEqualTo("completed");
            assertThat(arrived.join()).isEqualTo("prelaunch");
            there.close().toCompletableFuture().join();
        }
    }

    @Test
    void tellsWhyItDidNotMigrate() {
        var migrated = operations.migrate(job("uri", "exec:exit 1"), PATIENCE, progress -> {});

        assertThat(assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(migrated::join)
                        .actual()
                        .getCause())
                .isInstanceOf(CommandFailedException.class);
    }

    @Test
    void doesNotWaitForEverForAGuest() {
        var down = operations.shutDown(Duration.ofMillis(200));

        assertThat(assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(down::join)
                        .actual()
                        .getCause())
                .isInstanceOf(CommandTimeoutException.class);
    }

    @Test
    void quits() {
        operations.quit(PATIENCE).join();

        assertThat(qemu.exitStatus()).isEqualTo(0);
    }
}
