package io.qmp.app.serve;

import io.qmp.api.error.QmpException;
import io.qmp.api.spi.CharacterDevice;
import io.qmp.api.wire.Transport;
import io.qmp.app.option.Option;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Waiting;
import io.qmp.plugin.machine.MachinePlugin;
import io.qmp.server.QmpServer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Where programs come in that act as the machine's guest, by QEMU's option {@code -qtest}.
 *
 * @param source the option; errors name it
 * @param door an address, or the id of a character device
 */
record QtestOption(Option source, Door door) {
    private static final String CHARDEV = "chardev:";

    /** One of two kinds. */
    sealed interface Door {
        /** An address of its own. */
        record Own(Chardev.Socket socket) implements Door {}

        /** A device of {@code -chardev}. */
        record Device(String id) implements Door {}
    }

    /**
     * {@return what the option says}
     *
     * @param chardevs whether {@code -chardev} has a device of an id
     */
    static QtestOption of(Option option, Predicate<String> chardevs) {
        String spec = option.value();
        if (spec.startsWith(CHARDEV)) {
            Door.Device device = new Door.Device(spec.substring(CHARDEV.length()));
            if (!chardevs.test(device.id())) {
                throw failure(spec);
            }
            return new QtestOption(option, device);
        }
        Chardev chardev = ChardevParser.chardev(ChardevParser.parseShort(spec));
        if (chardev instanceof Chardev.Socket socket && !(socket.server() && socket.waits())) {
            return new QtestOption(option, new Door.Own(socket));
        }
        throw new OptionException("only a socket will do here, with wait=off if it has server=on");
    }

    /** {@return whether it can be opened only when the devices are} */
    boolean isOnDevice() {
        return door instanceof Door.Device;
    }

    private static OptionException failure(String spec) {
        return new OptionException("Failed to initialize device for qtest: \"" + spec + "\"");
    }

    /**
     * Opens it: listens, connects and serves that connection, or serves the clients of a device.
     *
     * @param server has the device: its monitors and devices are open
     */
    void open(Transport transport, QmpServer server, MachinePlugin machine) throws InterruptedException {
        try {
            if (door instanceof Door.Device device) {
                String failure = Waiting.await(
                        CompletableFuture.supplyAsync(() -> attach(server, machine, device), server.loop()));
                if (!failure.isEmpty()) {
                    throw new OptionException(failure).of(source);
                }
            } else if (door instanceof Door.Own own && own.socket().server()) {
                Waiting.await(transport.listen(
                        own.socket().address(), own.socket().options(), server.loop(), machine::qtest));
            } else if (door instanceof Door.Own own) {
                Waiting.await(transport
                        .connect(own.socket().address(), own.socket().connectOptions(), server.loop())
                        .thenAccept(machine::qtest));
            }
        } catch (QmpException e) {
            throw new OptionException(String.valueOf(e.getMessage())).of(source);
        }
    }

    /** {@return why it fails; empty if it does not} */
    private static String attach(QmpServer server, MachinePlugin machine, Door.Device device) {
        Optional<CharacterDevice> found = server.devices().find(device.id());
        if (found.isEmpty()) {
            return "no client comes through chardev '" + device.id() + "'";
        }
        try {
            machine.qtest(found.get());
            return "";
        } catch (IllegalStateException e) { // it has a monitor
            return String.valueOf(e.getMessage());
        }
    }
}
