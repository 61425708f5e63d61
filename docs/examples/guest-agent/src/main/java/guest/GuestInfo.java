package guest;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QgaClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Says what the guest agent of a virtual machine knows of its system. */
public final class GuestInfo {
    private final QgaClient agent;

    GuestInfo(QgaClient agent) {
        this.agent = agent;
    }

    /** Argument: the address of the agent's socket. */
    public static void main(String[] args) {
        try {
            QgaClient agent = QgaClient.connect(QmpAddress.parse(args[0])).join();
            System.out.println(new GuestInfo(agent).line().join());
            agent.close().join();
        } catch (CompletionException e) {
            System.err.println("guest-info: " + e.getCause().getMessage());
        }
    }

    /** {@return completes with the host name and the system; commands that the agent forbids count as unknown} */
    CompletableFuture<String> line() {
        return ask("guest-get-host-name", "host-name")
                .thenCombine(ask("guest-get-osinfo", "pretty-name"), (name, system) -> name + ": " + system);
    }

    private CompletableFuture<String> ask(String command, String member) {
        return agent.execute(command, QmpObject.EMPTY)
                .thenApply(result -> ((QmpObject) result).string(member).orElse("unknown"))
                .exceptionally(failure -> {
                    if (failure.getCause() instanceof CommandFailedException) {
                        return "unknown";
                    }
                    throw new CompletionException(failure.getCause());
                });
    }
}
