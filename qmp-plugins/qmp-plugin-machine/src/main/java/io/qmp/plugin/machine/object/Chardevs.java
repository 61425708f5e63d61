package io.qmp.plugin.machine.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.failedStage;

import io.qmp.api.command.CommandContext;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.CharacterDevice;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Nothing;
import io.qmp.plugin.machine.config.HostFileAccess;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.qemu.command.AddClient;
import io.qmp.plugin.qemu.type.ChardevBackend;
import io.qmp.plugin.qemu.type.ChardevInfo;
import io.qmp.plugin.qemu.type.ChardevReturn;
import io.qmp.plugin.qemu.type.DataFormat;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The character devices of the server: its own, and what clients have added. */
public final class Chardevs {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=\\n]*");

    private final ServerContext server;
    private final Map<String, RingBuffer> buffers = new HashMap<>();
    private final ChardevMaker maker;
    private final ChardevUsers users;

    /**
     * Makes the character devices of a server.
     *
     * @param config says which files they may use, and which devices use them from the beginning
     * @param ports the ports of the guest's agent
     */
    public Chardevs(ServerContext server, MachineConfig config, AgentPorts ports) {
        this.server = server;
        this.users = new ChardevUsers(config.devices(), ports);
        this.maker = new ChardevMaker(server, buffers, config.hostFiles());
    }

    ChardevUsers users() {
        return users;
    }

    /** {@return what objects use: these character devices, and network backends} */
    public ObjectEnds ends(Network network) {
        ObjectEnds ends = new ObjectEnds(network, this::has, id -> isMonitors(id) || users.isDevices(id));
        users.objects(ends::isObjects);
        return ends;
    }

    /** {@return whether a monitor uses the device of an id} */
    boolean isMonitors(String id) {
        return find(id).flatMap(CharacterDevice::monitor).isPresent();
    }

    /** {@return whether there is one of that id} */
    public boolean has(String id) {
        return find(id).isPresent();
    }

    private Optional<CharacterDevice> find(String id) {
        return server.devices().find(id);
    }

    CompletionStage<ChardevReturn> add(String id, ChardevBackend backend, CommandContext context) {
        if (has(id)) {
            throw CommandFailedException.generic("Chardev with id '" + id + "' already exists");
        }
        return open(id, backend, context);
    }

    /**
     * Adds a device of the configuration, whose files are not limited.
     *
     * @throws CommandFailedException with QEMU's text if it cannot be opened
     */
    public void configure(String id, ChardevBackend backend) {
        new ChardevMaker(server, buffers, HostFileAccess.ANY).make(id, backend);
    }

    private CompletionStage<ChardevReturn> open(String id, ChardevBackend backend, CommandContext context) {
        try {
            return maker.open(id, backend, context)
                    .thenApply(Chardevs::added)
                    .exceptionallyCompose(failure -> failedStage(failedToAdd(id, failure)));
        } catch (CommandFailedException | IllegalArgumentException e) {
            throw failedToAdd(id, e);
        }
    }

    private static ChardevReturn added(CharacterDevice device) {
        ChardevReturn.Builder result = ChardevReturn.builder();
        String address = device.address();
        return address.startsWith(ChardevMaker.TERMINAL)
                ? result.pty(address.substring(ChardevMaker.TERMINAL.length())).build()
                : result.build();
    }

    private static CommandFailedException failedToAdd(String id, Throwable failure) {
        return CommandFailedException.generic("Failed to add chardev '" + id + "': " + SocketAddresses.text(failure));
    }

    CompletionStage<ChardevReturn> change(String id, ChardevBackend backend, CommandContext context) {
        CharacterDevice device =
                find(id).orElseThrow(() -> CommandFailedException.generic("Chardev '" + id + "' does not exist"));
        if (device.monitor().isPresent() || users.keep(id)) {
            throw CommandFailedException.generic("Chardev user does not support chardev hotswap");
        }
        return device.close().thenCompose(closed -> open(id, backend, context));
    }

    CompletionStage<Nothing> remove(String id) {
        CharacterDevice device = need(id);
        if (device.monitor().isPresent() || users.use(id)) {
            throw CommandFailedException.generic("Chardev '" + id + "' is busy");
        }
        return device.close().thenApply(closed -> Nothing.NOTHING);
    }

    /** {@return the device of an id} Fails if there is none. */
    CharacterDevice need(String id) {
        return find(id).orElseThrow(() -> CommandFailedException.generic("Chardev '" + id + "' not found"));
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
        return Optional.ofNullable(buffers.get(id))
                .orElseThrow(() -> CommandFailedException.generic(id + " is not a ringbuf device"));
    }

    /** {@return completes when a socket that the client has left is the connection of a device, or of a display} */
    CompletionStage<Nothing> addClient(AddClient command, CommandContext context) {
        return new PassedClients(server).add(command, context);
    }

    /** {@return all of them} */
    public List<ChardevInfo> list() {
        return server.devices().all().stream()
                .map(device -> new ChardevInfo(
                        device.label(), device.address(), device.monitor().isPresent() || users.isOpen(device.label())))
                .toList();
    }

    /** {@return whether the connections of a kind can be cut: sockets, and kinds that QEMU does not have} */
    public static boolean canBeCut(String kind) {
        return kind.equals("socket") || !ChardevMaker.KINDS.contains(kind);
    }

    /** {@return the kind of each by its id} */
    public Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        server.devices().all().forEach(device -> kinds.put(device.label(), device.kind()));
        return kinds;
    }
}
