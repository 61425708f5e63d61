package io.qmp.app.serve;

import io.qmp.api.error.QmpException;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.Transport;
import io.qmp.app.option.Option;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Waiting;
import io.qmp.plugin.machine.MachinePlugin;
import java.util.Optional;
import java.util.function.Function;

/**
 * The address for programs that act as the machine's guest, by QEMU's option {@code -qtest}.
 *
 * @param source the option; errors name it
 * @param socket what it describes
 */
record QtestOption(Option source, Chardev.Socket socket) {
    private static final String CHARDEV = "chardev:";

    /**
     * {@return what the option says}
     *
     * @param chardevs finds the devices of {@code -chardev} by their ids
     */
    static QtestOption of(Option option, Function<String, Optional<Chardev>> chardevs) {
        String spec = option.value();
        Chardev chardev = spec.startsWith(CHARDEV)
                ? chardevs.apply(spec.substring(CHARDEV.length()))
                        .orElseThrow(
                                () -> new OptionException("Failed to initialize device for qtest: \"" + spec + "\""))
                : ChardevParser.chardev(ChardevParser.parseShort(spec));
        if (chardev instanceof Chardev.Socket socket && !(socket.server() && socket.waits())) {
            return new QtestOption(option, socket);
        }
        throw new OptionException("only a socket will do here, with wait=off if it has server=on");
    }

    /** Opens it: listens, or connects and serves that connection. */
    void open(Transport transport, EventLoop loop, MachinePlugin machine) throws InterruptedException {
        try {
            if (socket.server()) {
                Waiting.await(transport.listen(socket.address(), socket.options(), loop, machine::qtest));
            } else {
                Waiting.await(transport
                        .connect(socket.address(), socket.connectOptions(), loop)
                        .thenAccept(machine::qtest));
            }
        } catch (QmpException e) {
            throw new OptionException(String.valueOf(e.getMessage())).of(source);
        }
    }
}
