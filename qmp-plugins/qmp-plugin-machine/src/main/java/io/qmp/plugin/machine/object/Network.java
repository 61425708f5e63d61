package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.options.Identifiers;
import io.qmp.plugin.qemu.type.NetdevOptions;
import io.qmp.plugin.qemu.type.NetdevOptionsHubport;
import io.qmp.plugin.qemu.type.NetdevOptionsSocket;
import io.qmp.plugin.qemu.type.NetdevOptionsVhostUser;
import io.qmp.plugin.qemu.type.NetdevType;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The network backends. Nothing is opened on the host: what they would connect to is not there. */
public final class Network {
    private static final Set<NetdevType> NOT_COMPILED = EnumSet.of(NetdevType.NONE, NetdevType.NIC, NetdevType.NETMAP);

    private final Predicate<String> chardevs;
    private final Set<String> backends = new LinkedHashSet<>();
    private Consumer<String> deleted = id -> {};

    /**
     * Makes an empty set.
     *
     * @param chardevs whether there is a character device of an id
     */
    public Network(Predicate<String> chardevs) {
        this.chardevs = chardevs;
    }

    /** {@return whether there is a backend of that id} */
    public boolean has(String id) {
        return backends.contains(id);
    }

    /** Adds a backend. */
    public void add(NetdevOptions options) {
        if (options instanceof NetdevOptionsVhostUser vhost && !chardevs.test(vhost.chardev())) {
            throw CommandFailedException.generic("chardev \"" + vhost.chardev() + "\" not found");
        }
        addConfigured(options);
    }

    /** Adds a backend of the configuration, whose character device is opened later. */
    public void addConfigured(NetdevOptions options) {
        String id = options.id();
        if (!Identifiers.matches(id)) {
            throw Errors.expects("id", "an identifier");
        }
        if (backends.contains(id)) {
            throw CommandFailedException.generic("Duplicate ID '" + id + "'");
        }
        if (NOT_COMPILED.contains(options.type())) {
            throw CommandFailedException.generic(
                    "network backend '" + WireNaming.enumValue(options.type()) + "' is not compiled into this binary");
        }
        if (options instanceof NetdevOptionsHubport hubport) {
            checkPeer(hubport.netdev());
        } else if (options instanceof NetdevOptionsSocket socket) {
            checkEnds(socket);
        }
        backends.add(id);
    }

    private static void checkEnds(NetdevOptionsSocket socket) {
        long given = Stream.of(socket.fd(), socket.listen(), socket.connect(), socket.mcast(), socket.udp())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw CommandFailedException.generic("exactly one of listen=, connect=, mcast= or udp= is required");
        }
    }

    private void checkPeer(@Nullable String id) {
        if (id != null && !backends.contains(id)) {
            throw CommandFailedException.generic("netdev '" + id + "' not found");
        }
    }

    void delete(String id) {
        if (!backends.remove(id)) {
            throw Errors.deviceNotFound(id);
        }
        deleted.accept(id);
    }

    /** Sets what is called with the id of each backend that is deleted. */
    public void whenDeleted(Consumer<String> action) {
        deleted = action;
    }

    /** A link of a hub has no other end, so nothing follows. */
    void setLink(String name) {
        if (!backends.contains(name)) {
            throw Errors.deviceNotFound(name);
        }
    }

    void checkFilter(String name) {
        throw CommandFailedException.generic(
                backends.contains(name) ? "net client(" + name + ") isn't a NIC" : "invalid net client name: " + name);
    }
}
