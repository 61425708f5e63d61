package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.plugin.machine.job.JobSettings;
import io.qmp.plugin.machine.job.Jobs;
import io.qmp.plugin.qemu.command.BlockdevCreate;
import io.qmp.plugin.qemu.type.BlockdevCreateOptions;
import io.qmp.plugin.qemu.type.BlockdevCreateOptionsFile;
import io.qmp.plugin.qemu.type.BlockdevCreateOptionsQcow2;
import io.qmp.plugin.qemu.type.BlockdevDriver;
import io.qmp.plugin.qemu.type.JobType;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Makes files and images, as jobs. */
final class ImageCreation {
    private static final Set<BlockdevDriver> WITHOUT_IMAGES = Set.of(
            BlockdevDriver.RAW,
            BlockdevDriver.NULL_CO,
            BlockdevDriver.NULL_AIO,
            BlockdevDriver.COPY_ON_READ,
            BlockdevDriver.THROTTLE,
            BlockdevDriver.BLKDEBUG);

    private final BlockGraph graph;
    private final Jobs jobs;

    ImageCreation(BlockGraph graph, Jobs jobs) {
        this.graph = graph;
        this.jobs = jobs;
    }

    /** Starts a job that makes what a command asks for. */
    void start(BlockdevCreate create) {
        BlockdevCreateOptions options = create.options();
        if (options instanceof BlockdevCreateOptionsFile file) {
            start(create.jobId(), () -> file(file));
        } else if (options instanceof BlockdevCreateOptionsQcow2 image) {
            start(create.jobId(), () -> image(image));
        } else {
            throw CommandFailedException.generic(
                    WITHOUT_IMAGES.contains(options.driver())
                            ? "Driver does not support blockdev-create"
                            : "Block driver '" + WireNaming.enumValue(options.driver())
                                    + "' not found or not supported");
        }
    }

    private void start(String id, Runnable creation) {
        JobSettings settings = new JobSettings(id, JobType.CREATE, 0, true, false);
        jobs.create(settings, new CreationWork(() -> {}, creation)).start(false);
    }

    private void file(BlockdevCreateOptionsFile options) {
        String name = options.filename();
        graph.files().require(name);
        write(name, options.size());
    }

    /** Makes a file of the host with an image, or makes an existing one have it. */
    static void write(String name, ByteBuffer image) {
        write(name, image.remaining(), image);
    }

    /** Makes a file of the host with zeros. */
    static void write(String name, long length) {
        write(name, length, ByteBuffer.allocate(0));
    }

    private static void write(String name, long length, ByteBuffer start) {
        try (RandomAccessFile file = new RandomAccessFile(name, "rw")) {
            file.setLength(0);
            file.setLength(length);
            file.getChannel().write(start, 0);
        } catch (FileNotFoundException e) {
            Path directory = Path.of(name).toAbsolutePath().getParent();
            boolean absent = directory != null && !Files.isDirectory(directory);
            throw CommandFailedException.generic(
                    "Could not create '" + name + "': " + (absent ? "No such file or directory" : "Permission denied"),
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailedException.generic("Could not resize file: File too large", e);
        }
    }

    private void image(BlockdevCreateOptionsQcow2 options) {
        graph.with(options.file(), node -> {
            ByteBuffer image = Qcow2Image.create(options);
            if (node.readOnly()) {
                throw CommandFailedException.generic("Block node is read-only");
            }
            node.write(0, image);
        });
    }
}
