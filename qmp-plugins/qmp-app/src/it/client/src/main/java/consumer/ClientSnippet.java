package consumer;

import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import java.util.concurrent.CompletionStage;

final class ClientSnippet {
    private ClientSnippet() {}

    static CompletionStage<Void> run(String address) {
        return
        QmpClient.connect(QmpAddress.parse(address))
                .thenCompose(client -> client.execute("query-status", QmpObject.EMPTY))
                .thenAccept(status -> System.out.println(status));
    }
}
