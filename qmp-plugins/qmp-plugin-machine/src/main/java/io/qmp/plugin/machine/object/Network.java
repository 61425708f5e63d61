package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.options.Identifiers;
import io.qmp.plugin.qemu.type.NetdevOptions;
import io.qmp.plugin.qemu.type.NetdevOptionsHubport;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The network backends: hubs, the only kind that needs nothing of the host. */
public final class Network {

    private final Set<String> backends = new LinkedHashSet<>();

    /** {@return whether there is a backend of that id} */
    public boolean has(String id) {
        return backends.contains(id);
    }

    void add(NetdevOptions options) {
        String id = options.id();
        if (!Identifiers.matches(id)) {
            throw Errors.expects("id", "an identifier");
        }
        if (backends.contains(id)) {
            throw CommandFailedException.generic("Duplicate ID '" + id + "'");
        }
        if (options instanceof NetdevOptionsHubport hubport) {
            checkPeer(hubport.netdev());
        } else {
            throw CommandFailedException.generic(
                    "network backend '" + WireNaming.enumValue(options.type()) + "' is not compiled into this binary");
        }
        backends.add(id);
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
