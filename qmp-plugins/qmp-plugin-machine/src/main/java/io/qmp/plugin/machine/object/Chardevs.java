package io.qmp.plugin.machine.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.WireNaming;
import io.qmp.plugin.qemu.type.ChardevBackend;
import io.qmp.plugin.qemu.type.ChardevBackendRingbuf;
import io.qmp.plugin.qemu.type.ChardevInfo;
import io.qmp.plugin.qemu.type.ChardevReturn;
import io.qmp.plugin.qemu.type.DataFormat;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The character devices: the server's monitors, and devices that clients have added, of the kinds that need nothing
 * of the host.
 */
public final class Chardevs {
    /** The kinds that can be added. */
    static final List<String> KINDS = List.of("null", "testdev", "msmouse", "wctablet", "ringbuf", "memory");

    /** Devices of monitors that are no sockets. */
    private static final Set<String> DEVICES = Set.of("stdio", "pipe", "null");

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=\\n]*");
    private static final long DEFAULT_SIZE = 65536;
    private static final long LARGEST = 1L << 30;

    private final ServerContext server;
    private final Map<String, Chardev> added = new LinkedHashMap<>();

    /** Makes the character devices of a server's monitors. */
    public Chardevs(ServerContext server) {
        this.server = server;
    }

    /** {@return whether there is one of that id} */
    public boolean has(String id) {
        return isMonitor(id) || added.containsKey(id);
    }

    private boolean isMonitor(String id) {
        return server.monitors().stream().anyMatch(monitor -> monitor.label().equals(id));
    }

    ChardevReturn add(String id, ChardevBackend backend) {
        if (has(id)) {
            throw CommandFailedException.generic("Chardev with id '" + id + "' already exists");
        }
        added.put(id, make(id, backend));
        return ChardevReturn.builder().build();
    }

    ChardevReturn change(String id, ChardevBackend backend) {
        if (isMonitor(id)) {
            throw CommandFailedException.generic("Chardev user does not support chardev hotswap");
        }
        if (!added.containsKey(id)) {
            throw CommandFailedException.generic("Chardev '" + id + "' does not exist");
        }
        added.put(id, make(id, backend));
        return ChardevReturn.builder().build();
    }

    private static Chardev make(String id, ChardevBackend backend) {
        String kind = WireNaming.enumValue(backend.type());
        if (backend instanceof ChardevBackendRingbuf ring) {
            return new Chardev(kind, Optional.of(ringBuffer(id, ring.data().size())));
        }
        if (!KINDS.contains(kind)) {
            throw CommandFailedException.generic(
                    "Failed to add chardev '" + id + "': this machine has no chardevs of type '" + kind + "'");
        }
        return new Chardev(kind, Optional.empty());
    }

    private static RingBuffer ringBuffer(String id, @Nullable Long given) {
        long size = given == null || given == 0 ? DEFAULT_SIZE : given;
        if (Long.bitCount(size) != 1) {
            throw CommandFailedException.generic(
                    "Failed to add chardev '" + id + "': size of ringbuf chardev must be power of two");
        }
        if (size < 0 || size > LARGEST) {
            throw CommandFailedException.generic("Failed to add chardev '" + id + "': Cannot allocate memory");
        }
        return new RingBuffer((int) size);
    }

    void remove(String id) {
        need(id);
        if (isMonitor(id)) {
            throw CommandFailedException.generic("Chardev '" + id + "' is busy");
        }
        added.remove(id);
    }

    /** Fails if there is no device of that id; breaks have no effect. */
    void need(String id) {
        if (!has(id)) {
            throw CommandFailedException.generic("Chardev '" + id + "' not found");
        }
    }

    String read(String id, long size, @Nullable DataFormat format) {
        RingBuffer buffer = buffer(id);
        if (size <= 0) {
            throw CommandFailedException.generic("size must be greater than zero");
        }
        byte[] data = buffer.read(size);
        return format == DataFormat.BASE64 ? Base64.getEncoder().encodeToString(data) : new String(data, UTF_8);
    }

    void write(String id, String data, @Nullable DataFormat format) {
        buffer(id).write(format == DataFormat.BASE64 ? decode(data) : data.getBytes(UTF_8));
    }

    private static byte[] decode(String data) {
        if (!BASE64.matcher(data).matches()) {
            throw CommandFailedException.generic("Base64 data contains invalid characters");
        }
        String digits = data.replaceAll("[=\\n]", "");
        // A last digit that is less than a byte is ignored.
        return Base64.getDecoder().decode(digits.length() % 4 == 1 ? digits.substring(0, digits.length() - 1) : digits);
    }

    private RingBuffer buffer(String id) {
        if (!has(id)) {
            throw CommandFailedException.generic("Device '" + id + "' not found");
        }
        return Optional.ofNullable(added.get(id))
                .flatMap(Chardev::buffer)
                .orElseThrow(() -> CommandFailedException.generic(id + " is not a ringbuf device"));
    }

    List<ChardevInfo> list() {
        List<ChardevInfo> all = new ArrayList<>();
        server.monitors().forEach(monitor -> all.add(info(monitor)));
        added.forEach((id, chardev) -> all.add(new ChardevInfo(id, chardev.kind(), false)));
        return all;
    }

    /** {@return the kind of each by its id, the monitors first} */
    public Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        server.monitors().forEach(monitor -> kinds.put(monitor.label(), kind(monitor)));
        added.forEach((id, chardev) -> kinds.put(id, chardev.kind()));
        return kinds;
    }

    private static String kind(MonitorInfo monitor) {
        return DEVICES.contains(monitor.address()) ? monitor.address() : "socket";
    }

    /** The server's end of a monitor is always open, the client's may be closed. */
    private static ChardevInfo info(MonitorInfo monitor) {
        return new ChardevInfo(monitor.label(), monitor.address(), true);
    }
}
