package io.qmp.app.metrics;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All virtual machines: named ones, and ones whose sockets come and go. Used on the exporter's loop. */
final class Fleet {
    static final Duration LOOK = Duration.ofSeconds(2);

    private final MetricsSettings settings;
    private final Connecting connecting;
    private final List<WatchedSockets> watches;
    private final Map<String, MonitoredVm> byName = new LinkedHashMap<>();
    private final Map<Path, String> watched = new HashMap<>();
    private boolean closed;

    Fleet(MetricsSettings settings, Transport transport, EventLoop loop) {
        this.settings = settings;
        this.connecting = new Connecting(transport, loop, settings.period(), settings.deadline());
        this.watches = settings.watched().stream().map(WatchedSockets::new).toList();
    }

    void start() {
        settings.targets().forEach(this::add);
        if (!watches.isEmpty()) {
            look();
        }
    }

    private void look() {
        if (closed) {
            return;
        }
        Set<Path> now = new HashSet<>();
        watches.forEach(watch -> now.addAll(watch.now()));
        watched.keySet().stream().filter(path -> !now.contains(path)).toList().forEach(this::remove);
        now.stream().sorted().filter(path -> !watched.containsKey(path)).forEach(this::add);
        connecting.loop().schedule(LOOK, this::look);
    }

    private void add(Path socket) {
        QmpAddress address = QmpAddress.unix(socket);
        boolean named =
                settings.targets().stream().anyMatch(target -> target.address().equals(address));
        if (!named) {
            String name = WatchedSockets.name(socket);
            String unique = byName.containsKey(name) ? socket.toString() : name;
            watched.put(socket, unique);
            add(new VmTarget(unique, address, ConnectOptions.DEFAULT, Map.of()));
        }
    }

    private void add(VmTarget target) {
        MonitoredVm vm = new MonitoredVm(target, connecting);
        byName.put(target.name(), vm);
        vm.connect();
    }

    private void remove(Path socket) {
        MonitoredVm vm = byName.remove(watched.remove(socket));
        if (vm != null) {
            vm.close();
        }
    }

    /** {@return all virtual machines now} */
    Collection<MonitoredVm> vms() {
        return byName.values();
    }

    /** Ends all connections; nothing is looked for any more. */
    void close() {
        closed = true;
        byName.values().forEach(MonitoredVm::close);
    }
}
