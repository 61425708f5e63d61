package io.qmp.plugin.qemu;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.wire.QmpAddress;
import io.qmp.client.BlockingQmpClient;
import io.qmp.client.ClientOptions;
import io.qmp.client.ConnectionLimits;
import io.qmp.client.QmpClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program of QEMU's that runs for a test, and a client of it. Tests are skipped where the program is not installed.
 */
final class RunningQemu implements AutoCloseable {
    private final Process process;
    final BlockingQmpClient client;

    private RunningQemu(Process process, Path socket) {
        this.process = process;
        this.client = QmpClient.builder()
                .connectWithin(Duration.ofMinutes(4))
                .options(ClientOptions.DEFAULT.withConnectionLimits(
                        ConnectionLimits.DEFAULT.withNegotiation(Duration.ofMinutes(4))))
                .connect(QmpAddress.unix(socket))
                .toCompletableFuture()
                .join()
                .blocking();
    }

    /** A machine with a disk, a network card and some more, which does not run yet. */
    static RunningQemu system(Path directory) {
        Path socket = directory.resolve("qmp");
        return start(
                "qemu-system-x86_64",
                socket,
                List.of(
                        "-machine q35,accel=tcg -smp 2 -m 64 -nodefaults -display none -S",
                        "-qmp unix:" + socket + ",server=on,wait=off",
                        "-name a,debug-threads=on -uuid 00010203-0405-0607-0809-0a0b0c0d0e0f",
                        "-blockdev driver=null-co,node-name=disk0,read-zeroes=on",
                        "-device virtio-blk-pci,drive=disk0,id=blk0 -device pcie-root-port,id=port0",
                        "-netdev user,id=net0 -device virtio-net-pci,netdev=net0,id=nic0",
                        "-object memory-backend-ram,id=mem0,size=1M -object iothread,id=io0",
                        "-device virtio-balloon-pci -device virtio-serial-pci",
                        "-chardev ringbuf,id=ring0 -device virtserialport,chardev=ring0 -vnc unix:" + directory
                                + "/vnc"));
    }

    static RunningQemu storageDaemon(Path directory) {
        Path socket = directory.resolve("qmp");
        return start(
                "qemu-storage-daemon",
                socket,
                List.of(
                        "--chardev socket,id=qmp,path=" + socket + ",server=on,wait=off --monitor chardev=qmp",
                        "--blockdev driver=null-co,node-name=disk0,read-zeroes=on",
                        "--object iothread,id=io0"));
    }

    private static RunningQemu start(String program, Path socket, List<String> options) {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        assumeTrue(installed, program + " is not installed");
        List<String> command = new ArrayList<>(List.of(program));
        options.forEach(some -> command.addAll(List.of(some.split(" "))));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new RunningQemu(process, socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly().onExit().join();
    }
}
