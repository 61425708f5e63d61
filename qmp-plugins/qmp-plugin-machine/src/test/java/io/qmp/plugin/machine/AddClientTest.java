package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.plugin.qemu.QemuVersion;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sockets that a client passes on to a character device. */
class AddClientTest {
    private final List<Integer> closed = new ArrayList<>();

    private static String ask(MachineUnderTest machine, String command, String arguments) {
        return String.join(
                "\n",
                machine.tell(
                        "{\"execute\": \"" + command + "\", \"arguments\": {" + arguments.replace('\'', '"') + "}}"));
    }

    private static int newestSocket() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(AddClientTest::isSocket)
                    .mapToInt(path -> Integer.parseInt(path.getFileName().toString()))
                    .max()
                    .orElseThrow();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    private void pass(MachineUnderTest machine, int number) {
        machine.server.context().descriptors().put("local", "f", new FileDescriptor(number, closed::add));
    }

    @Test
    void aSocketDeviceWithoutClientGetsIt() throws IOException {
        List<Connection> clients = new ArrayList<>();
        try (ServerSocketChannel socket = ServerSocketChannel.open();
                MachineUnderTest machine = MachineUnderTest.as(QemuVersion.V11_1)) {
            int number = newestSocket();
            machine.transport.listen(
                    new QmpAddress("fd", Integer.toString(number)),
                    ListenOptions.DEFAULT,
                    machine.server.loop(),
                    clients::add);
            assertThat(ask(
                            machine,
                            "chardev-add",
                            "'id': 'c0', 'backend': {'type': 'socket', 'data': {'addr': {'type': 'unix', 'data':"
                                    + " {'path': '/s'}}, 'wait': false}}"))
                    .contains("return");
            pass(machine, number);
            assertThat(ask(machine, "add_client", "'protocol': 'c0', 'fdname': 'f'"))
                    .isEqualTo("{\"return\": {}}");
            assertThat(clients).hasSize(1);

            pass(machine, number);
            assertThat(ask(machine, "add_client", "'protocol': 'c0', 'fdname': 'f'"))
                    .contains("failed to add client");
            pass(machine, number);
            assertThat(ask(machine, "add_client", "'protocol': 'nope', 'fdname': 'f'"))
                    .contains("protocol 'nope' is invalid");
            pass(machine, number);
            assertThat(ask(machine, "add_client", "'protocol': 'spice', 'fdname': 'f'"))
                    .contains("SPICE is not in use");
            pass(machine, number);
            assertThat(ask(machine, "add_client", "'protocol': 'vnc', 'fdname': 'f'"))
                    .isEqualTo("{\"return\": {}}");
            assertThat(closed).containsExactly(number, number, number, number);
            assertThat(socket.isOpen()).isTrue();
        }
    }
}
