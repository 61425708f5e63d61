package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program of QEMU's that serves a test. The programs of one release may be installed; the variable {@code QMP_PEERS}
 * names others: {@code 10.0=PREFIX;11.1=PREFIX}. A shell starts {@code PREFIX qemu-system-x86_64 …}, and
 * <code>{dir}</code> in a prefix stands for the folder of the sockets.
 */
final class LivePeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern RELEASE = Pattern.compile("version (\\d+\\.\\d+)");

    private final Process process;
    private final Optional<QmpClient> side;

    private LivePeer(Process process, Optional<QmpClient> side) {
        this.process = process;
        this.side = side;
    }

    /** What a peer is. */
    enum Kind {
        MACHINE("qemu-system-x86_64 -machine q35,accel=tcg -nodefaults -display none -S -name web"
                + " -qmp unix:{dir}/vm.sock,server=on,wait=off -qmp unix:{dir}/side.sock,server=on,wait=off"
                + " -blockdev null-co,node-name=disk0,read-zeroes=on,size=67108864"
                + " -blockdev null-co,node-name=copy0,read-zeroes=on,size=67108864"
                + " -object iothread,id=thread0 -netdev hubport,id=net0,hubid=0"
                + " -device virtio-net-pci,netdev=net0,id=nic0"
                + " -device virtio-blk-pci,drive=disk0,id=vd0"),
        STORAGE("qemu-storage-daemon --blockdev null-co,node-name=disk0,read-zeroes=on,size=67108864"
                + " --blockdev null-co,node-name=copy0,read-zeroes=on,size=67108864"
                + " --chardev socket,id=c0,path={dir}/vm.sock,server=on,wait=off --monitor chardev=c0"
                + " --chardev socket,id=c1,path={dir}/side.sock,server=on,wait=off --monitor chardev=c1"),
        AGENT("qemu-ga -m unix-listen -p {dir}/ga.sock -t {dir}");

        private final String command;

        Kind(String command) {
            this.command = command;
        }
    }

    /** Starts a peer of a release; the test is skipped where there is none. */
    static LivePeer start(String release, Kind kind, Path directory) throws IOException {
        Optional<String> prefix = prefix(release);
        assumeTrue(prefix.isPresent(), "QEMU " + release + " is neither installed nor named by QMP_PEERS");
        String command = (prefix.orElseThrow() + " " + kind.command).replace("{dir}", directory.toString());
        Process process = new ProcessBuilder("sh", "-c", "PATH=$PATH:/usr/sbin; exec env " + command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (kind == Kind.AGENT) {
            QmpClient.builder()
                    .connectWithin(PATIENCE)
                    .connectAgent(QmpAddress.unix(directory.resolve("ga.sock")))
                    .thenCompose(agent -> agent.close())
                    .join();
            return new LivePeer(process, Optional.empty());
        }
        return new LivePeer(process, Optional.of(side(directory)));
    }

    /** {@return a client of the second monitor} */
    static QmpClient side(Path directory) {
        return QmpClient.builder()
                .connectWithin(PATIENCE)
                .connect(QmpAddress.unix(directory.resolve("side.sock")))
                .join();
    }

    private static Optional<String> prefix(String release) throws IOException {
        Optional<String> named = Stream.of(Optional.ofNullable(System.getenv("QMP_PEERS"))
                        .orElse("")
                        .split(";"))
                .map(peer -> peer.split("=", 2))
                .filter(peer -> peer.length == 2 && peer[0].equals(release))
                .map(peer -> peer[1])
                .findFirst();
        return named.isPresent() || !release.equals(installed()) ? named : Optional.of("");
    }

    /** {@return the release of the programs that are installed; empty if none is} */
    private static String installed() throws IOException {
        Process asking = new ProcessBuilder(
                        "sh",
                        "-c",
                        "qemu-system-x86_64 --version && command -v qemu-storage-daemon"
                                + " && PATH=$PATH:/usr/sbin command -v qemu-ga || echo none")
                .redirectErrorStream(true)
                .start();
        String said = new String(asking.getInputStream().readAllBytes(), UTF_8);
        Matcher matcher = RELEASE.matcher(said);
        return matcher.find() && !said.endsWith("none\n") ? matcher.group(1) : "";
    }

    /** Executes a command at the second monitor. */
    void execute(String command, QmpObject arguments) {
        side.orElseThrow().execute(command, arguments).join();
    }

    @Override
    public void close() {
        side.ifPresent(client -> client.close().join());
        process.destroyForcibly().onExit().join();
    }
}
