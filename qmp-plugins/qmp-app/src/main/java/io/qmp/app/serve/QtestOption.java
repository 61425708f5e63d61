package io.qmp.app.serve;

import io.qmp.api.error.QmpException;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.Transport;
import io.qmp.app.option.Option;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Waiting;
import io.qmp.plugin.machine.MachinePlugin;

/**
 * Where programs that act as the machine's guest come in, by QEMU's option {@code -qtest}.
 *
 * @param source the option; errors name it
 * @param socket what it describes
 */
record QtestOption(Option source, Chardev.Socket socket) {
    /** {@return what the option says} */
    static QtestOption parse(Option option) {
        Chardev chardev = ChardevParser.chardev(ChardevParser.parseShort(option.value()));
        if (chardev instanceof Chardev.Socket socket && socket.server() && !socket.waits()) {
            return new QtestOption(option, socket);
        }
        throw new OptionException("only a socket with server=on,wait=off will do here");
    }

    /** Opens it. */
    void open(Transport transport, EventLoop loop, MachinePlugin machine) throws InterruptedException {
        try {
            Waiting.await(transport.listen(socket.address(), socket.options(), loop, machine::qtest));
        } catch (QmpException e) {
            throw new OptionException(String.valueOf(e.getMessage())).of(source);
        }
    }
}
