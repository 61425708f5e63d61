package io.qmp.transport.nio;

import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.contracts.EchoHandler;
import io.qmp.contracts.SocketPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A program that listens at the path given and takes all file descriptors that it can have. With each byte on standard
 * input it closes one. A second argument is logged first: without one, logging fails when there are no descriptors
 * left.
 */
final class ServerWithFewDescriptors {
    private ServerWithFewDescriptors() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 1) {
            System.getLogger("test").log(System.Logger.Level.INFO, arguments[1]); // loads what logging takes
        }
        NioTransport transport = NioTransport.create();
        var loop = transport.newEventLoop();
        Deque<FileChannel> files = new ArrayDeque<>();
        QmpAddress address = QmpAddress.unix(Path.of(arguments[0]));
        transport
                .listen(
                        address,
                        ListenOptions.DEFAULT,
                        loop,
                        connection -> connection.handler(new EchoHandler(connection)))
                .toCompletableFuture()
                .join();
        try (SocketPeer peer = SocketPeer.connect(address)) { // loads all classes: that takes descriptors, too
            peer.send("x");
            peer.receive(1);
        }
        takeAll(files);
        System.out.println("listening");
        while (System.in.read() >= 0) {
            files.pop().close();
        }
        transport.close();
    }

    private static void takeAll(Deque<FileChannel> files) {
        try {
            while (true) {
                files.push(FileChannel.open(Path.of("/dev/null")));
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("Too many open files")) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
