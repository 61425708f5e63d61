package consumer;

import io.qmp.api.wire.QmpAddress;
import io.qmp.server.QmpServer;

final class ServerSnippet {
    private ServerSnippet() {}

    static QmpServer run(String address) {
        QmpServer server = QmpServer.builder().plugin(new GreetPlugin()).build();
        server.listen(QmpAddress.parse(address))
                .thenAccept(listening -> System.out.println("listening on " + listening));
        return server;
    }
}
