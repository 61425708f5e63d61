package io.qmp.app.shell;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
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
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks the peer for names and ids, not longer than a third of a second, and remembers the answers for two seconds. Used
 * by one thread.
 */
public final class LiveValues implements ValueSource {
    private static final long LIMIT_MILLIS = 300;
    private static final long KEPT_NANOS = Duration.ofSeconds(2).toNanos();

    /** A network card or backend: {@code n0: index=0,type=user,…}, below {@code  \\ } what it is connected to. */
    private static final Pattern NETDEV =
            Pattern.compile("(?m)(?:^(?: \\\\ )?|: )([^\\s:]+): index=\\d+,type=([^,\\s]+)");

    /** A port of a hub, alone or before what is connected to it: {@code  \\ h0: n0: index=0,type=user,…}. */
    private static final Pattern HUB_PORT = Pattern.compile("(?m)^ \\\\ ([^\\s:]+)(?=\\s*$|: [^\\s:]+: index=)");

    private record Answer(List<String> values, long at) {}

    private final ShellPeer peer;
    private final Map<String, Answer> answers = new HashMap<>();

    public LiveValues(ShellPeer peer) {
        this.peer = peer;
    }

    /** Forgets what was answered: a command may have changed it. */
    void forget() {
        answers.clear();
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
            case IOTHREAD -> ask("query-iothreads", QmpObject.EMPTY, "id");
            case EXPORT -> ask("query-block-exports", QmpObject.EMPTY, "id");
            case NETDEV -> netdevs();
        };
    }

    /** Of network backends only the human monitor speaks. */
    private List<String> netdevs() {
        return remembered(
                "info network",
                () -> answer(ServerPeer.MONITOR_COMMAND, ServerPeer.arguments("info network"))
                        .filter(QmpString.class::isInstance)
                        .map(text -> netdevs(((QmpString) text).value()))
                        .orElse(List.of()));
    }

    /** {@return the network backends in what {@code info network} prints} */
    static List<String> netdevs(String text) {
        Stream<String> ports = HUB_PORT.matcher(text).results().map(port -> port.group(1));
        Stream<String> others = NETDEV.matcher(text)
                .results()
                .filter(client -> !client.group(2).equals("nic"))
                .map(client -> client.group(1));
        return Stream.concat(ports, others).distinct().toList();
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
        return remembered(
                command + arguments,
                () -> answer(command, arguments)
                        .filter(QmpArray.class::isInstance)
                        .map(result -> members((QmpArray) result, member))
                        .orElse(List.of()));
    }

    private static List<String> members(QmpArray elements, String member) {
        return elements.elements().stream()
                .map(element -> element instanceof QmpObject object ? object.string(member) : Optional.<String>empty())
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> remembered(String key, Supplier<List<String>> question) {
        Answer known = answers.get(key);
        if (known == null || System.nanoTime() - known.at() > KEPT_NANOS) {
            known = new Answer(question.get(), System.nanoTime());
            answers.put(key, known);
        }
        return known.values();
    }

    /** {@return what the peer has answered; empty if it has not in time, or with an error: completion does without} */
    private Optional<QmpValue> answer(String command, QmpObject arguments) {
        CompletableFuture<QmpValue> reply = peer.execute(command, arguments, CallOptions.DEFAULT);
        try {
            return Optional.of(reply.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            reply.cancel(false);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
