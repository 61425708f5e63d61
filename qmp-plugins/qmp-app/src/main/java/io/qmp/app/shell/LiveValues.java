package io.qmp.app.shell;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.CallOptions;
import io.qmp.shell.LiveValue;
import io.qmp.shell.ValueSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the peer for names and ids, not longer than a third of a second, and remembers the answers for two seconds. */
public final class LiveValues implements ValueSource {
    private static final long LIMIT_MILLIS = 300;
    private static final long KEPT_NANOS = Duration.ofSeconds(2).toNanos();

    private record Answer(List<String> values, long at) {}

    private final ShellPeer peer;
    private final Map<String, Answer> answers = new HashMap<>();

    public LiveValues(ShellPeer peer) {
        this.peer = peer;
    }

    @Override
    public List<String> values(LiveValue kind, String prefix) {
        return switch (kind) {
            case NODE ->
                ask(
                        "query-named-block-nodes",
                        QmpObject.builder().put("flat", QmpValue.of(true)).build(),
                        "node-name");
            case DEVICE -> children("/machine/peripheral");
            case OBJECT -> children("/objects");
            case JOB -> ask("query-jobs", QmpObject.EMPTY, "id");
            case CHARDEV -> ask("query-chardev", QmpObject.EMPTY, "label");
            case QOM_PATH -> paths(prefix);
            case NETDEV -> List.of();
        };
    }

    private List<String> children(String path) {
        return ask(
                        "qom-list",
                        QmpObject.builder().put("path", QmpValue.of(path)).build(),
                        "name")
                .stream()
                .filter(name -> !name.equals("type"))
                .toList();
    }

    private List<String> paths(String prefix) {
        String parent = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        String path = parent.isEmpty() ? "/" : parent;
        return children(path).stream().map(name -> path + name).toList();
    }

    private List<String> ask(String command, QmpObject arguments, String member) {
        String key = command + arguments;
        Answer known = answers.get(key);
        if (known == null || System.nanoTime() - known.at() > KEPT_NANOS) {
            known = new Answer(execute(command, arguments, member), System.nanoTime());
            answers.put(key, known);
        }
        return known.values();
    }

    private List<String> execute(String command, QmpObject arguments, String member) {
        CompletableFuture<QmpValue> reply = peer.execute(command, arguments, CallOptions.DEFAULT);
        try {
            QmpValue result = reply.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            return result instanceof QmpArray array
                    ? array.elements().stream()
                            .map(element -> element instanceof QmpObject object
                                    ? object.string(member)
                                    : Optional.<String>empty())
                            .flatMap(Optional::stream)
                            .toList()
                    : List.of();
        } catch (TimeoutException | ExecutionException e) {
            reply.cancel(false);
            return List.of(); // completion does without
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
