package io.qmp.api.wire;

import io.qmp.api.Loggers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Logs which transports are installed, each line once in a process. */
final class TransportLog {
    private static final Logger LOG = Loggers.named("io.qmp.api.wire");
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private TransportLog() {}

    /** Logs them: what is left out is of interest to those who wonder about the rest. */
    static void installed(List<TransportProvider> usable, List<String> missing) {
        if (!usable.isEmpty()) {
            once(
                    Level.DEBUG,
                    "transports, the preferred first: "
                            + usable.stream().map(TransportLog::describe).collect(Collectors.joining("; ")));
        }
        missing.forEach(line -> once(Level.WARNING, "transport " + line));
    }

    private static void once(Level level, String line) {
        if (SAID.add(line)) {
            LOG.log(level, line);
        }
    }

    /** {@return name and schemes} */
    static String describe(TransportProvider provider) {
        return provider.name() + " (" + String.join(", ", new TreeSet<>(provider.schemes())) + ")";
    }
}
