package io.qmp.testkit.doors;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.spi.CommandEnd;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.Map;
import java.util.TreeMap;

// README
/** Counts commands by outcome, and tells the numbers to clients. */
final class CommandCounter implements QmpPlugin, ServerMetrics {
    private final Map<Outcome, Long> counts = new TreeMap<>(); // on the server's loop only

    @Override
    public void commandEnded(SessionInfo session, CommandEnd end) {
        counts.merge(end.outcome(), 1L, Long::sum);
    }

    @Override
    public void register(PluginRegistry registry) {
        registry.metrics(this);
        registry.command("__org.example_counts", (request, context) -> {
            QmpObject.Builder numbers = QmpObject.builder();
            counts.forEach((outcome, count) -> numbers.put(outcome.name(), QmpValue.of(count)));
            return completedFuture(request.success(numbers.build()));
        });
    }
}
// end
