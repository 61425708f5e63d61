package io.qmp.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.process.Output;
import io.qmp.client.CallOptions;
import io.qmp.client.EventSubscription;
import io.qmp.codec.JsonWireCodec;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.shell.CommandWords;
import io.qmp.shell.Rendering;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Names that are asked for, and what the human monitor prints of networks, as QEMU 7.2 writes it. */
class LiveValuesTest {
    private static final WireCodec CODEC = new JsonWireCodec();

    /** A peer that knows what QEMU knows, and writes down what it is asked. */
    private record AskedPeer(List<String> asked) implements ShellPeer {
        @Override
        public CompletableFuture<QmpValue> execute(String command, QmpObject arguments, CallOptions call) {
            asked.add(command);
            return CompletableFuture.completedFuture(new QmpArray(List.of()));
        }

        @Override
        public CompletableFuture<Knowledge> learn(CallOptions call) {
            return CompletableFuture.completedFuture(
                    new Knowledge(Optional.of(QemuVersion.values()[0].schema(CODEC)), CommandWords.NONE));
        }

        @Override
        public Optional<Greeting> greeting() {
            return Optional.empty();
        }

        @Override
        public Optional<EventSubscription<Event>> subscribe() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    @Test
    void whatACommandHasMadeIsOffered() throws Exception {
        List<String> asked = new ArrayList<>();
        ShellPeer peer = new AskedPeer(asked);
        ShellSession session = new ShellSession(
                peer,
                CODEC,
                new ShellOptions(false, false, Rendering.JSON, false, Optional.empty()),
                new PlainScreen(
                        new Output(OutputStream.nullOutputStream()), new PrintStream(OutputStream.nullOutputStream())),
                Optional.empty());
        session.learn();
        String line = "qom-list path=/";
        session.complete(line, line.length());
        session.complete(line, line.length());
        assertThat(asked).containsExactly("qom-list");

        session.run("query-name");
        session.complete(line, line.length());
        assertThat(asked).containsExactly("qom-list", "query-name", "qom-list");
    }

    @Test
    void backendsAreFoundBesideAndBelowCards() {
        assertThat(LiveValues.netdevs("net1: index=0,type=user,net=10.0.2.0,restrict=off\r\n"
                        + "nic0: index=0,type=nic,model=virtio-net-pci,macaddr=52:54:00:12:34:56\r\n"
                        + " \\ net0: index=0,type=socket,connection to 127.0.0.1\r\n"))
                .containsExactly("net1", "net0");
    }

    @Test
    void portsOfAHubAreBackendsWithAndWithoutWhatIsConnected() {
        assertThat(LiveValues.netdevs("hub 0\r\n"
                        + " \\ net0: nic0: index=0,type=nic,model=virtio-net-pci,macaddr=52:54:00:12:34:56\r\n"
                        + " \\ net1: user1: index=0,type=user,net=10.0.2.0,restrict=off\r\n"
                        + " \\ net2\r\n"))
                .containsExactly("net0", "net1", "net2", "user1");
    }
}
