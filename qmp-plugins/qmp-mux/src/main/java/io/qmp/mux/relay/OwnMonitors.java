package io.qmp.mux.relay;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.CallOptions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The monitors and character devices by which QEMU is connected to the multiplexer: at its address, or made by the
 * multiplexer with names of its own. QEMU does not say by which device a monitor's client came. On the loop.
 */
final class OwnMonitors {
    /** The type of monitors that can be made at run time. */
    static final String TYPE = "monitor-qmp";

    private static final String PREFIX = "qmp-mux-";
    private static final String OBJECTS = "/objects";

    private final QmpAddress address;
    private final String prefix;
    private final Set<String> devices = new HashSet<>();
    private final Set<String> monitors = new HashSet<>();
    private List<String> abandoned = List.of();
    private long last;

    OwnMonitors(QmpAddress address) {
        this.address = address;
        this.prefix = PREFIX + Integer.toHexString(new SecureRandom().nextInt()) + "-";
    }

    /** {@return what a guest agent has: none} */
    static OwnMonitors none() {
        return new OwnMonitors(QmpAddress.parse("none:"));
    }

    /** {@return where QEMU listens for the multiplexer} */
    QmpAddress address() {
        return address;
    }

    /** {@return a name that no monitor has had} */
    String next() {
        return prefix + ++last;
    }

    /** {@return whether a character device connects QEMU with the multiplexer} */
    boolean isOwnDevice(String label) {
        return label.startsWith(prefix) || devices.contains(label);
    }

    /** {@return whether a monitor connects QEMU with the multiplexer, for all clients or for one} */
    boolean isOwnMonitor(String id) {
        return id.startsWith(prefix) || monitors.contains(id);
    }

    /** {@return whether it is the monitor of the multiplexer itself, which is that of all clients if they share one} */
    boolean isControl(String id) {
        return monitors.contains(id);
    }

    /** {@return the names of monitors of multiplexers that ended before QEMU had made them} */
    List<String> abandoned() {
        return abandoned;
    }

    /** Asks QEMU for its character devices; completes when the answer is known here, if there is one. */
    CompletableFuture<Void> findDevices(Peer qemu) {
        return ask(qemu, new Request("query-chardev", QmpObject.EMPTY, null, false))
                .thenAccept(listed -> {
                    devices.clear();
                    devices.addAll(names(listed, "label", this::isAtAddress));
                    abandoned = names(listed, "label", OwnMonitors::isAbandoned);
                });
    }

    /** Asks QEMU for its monitors, after its devices. */
    CompletableFuture<Void> findMonitors(Peer qemu) {
        monitors.clear();
        Request list = new Request("qom-list", QmpObject.of("path", QmpValue.of(OBJECTS)), null, false);
        return ask(qemu, list)
                .thenCompose(listed -> CompletableFuture.allOf(names(listed, "name", OwnMonitors::isMonitor).stream()
                        .map(id -> findDevice(qemu, id))
                        .toArray(CompletableFuture[]::new)));
    }

    private CompletableFuture<Void> findDevice(Peer qemu, String id) {
        QmpObject which = QmpObject.of("path", QmpValue.of(OBJECTS + "/" + id), "property", QmpValue.of("chardev"));
        return ask(qemu, new Request("qom-get", which, null, false)).thenAccept(device -> {
            if (device instanceof QmpString label && devices.contains(label.value())) {
                monitors.add(id);
            }
        });
    }

    /** {@return completes with whether QEMU can make monitors at run time} */
    static CompletableFuture<Boolean> canBeMade(Peer qemu) {
        QmpObject type = QmpObject.of("implements", QmpValue.of(TYPE), "abstract", QmpValue.of(false));
        return ask(qemu, new Request("qom-list-types", type, null, false))
                .thenApply(types ->
                        types instanceof QmpArray array && !array.elements().isEmpty());
    }

    /** Completes with the result, or with {@code null}. */
    private static CompletableFuture<@Nullable QmpValue> ask(Peer qemu, Request request) {
        return qemu.send(request, CallOptions.DEFAULT)
                .handle((reply, failure) -> reply instanceof Reply.Success success ? success.result() : null);
    }

    private static List<String> names(@Nullable QmpValue listed, String member, Predicate<QmpObject> wanted) {
        return listed instanceof QmpArray array
                ? array.elements().stream()
                        .flatMap(entry -> entry instanceof QmpObject object ? Stream.of(object) : Stream.empty())
                        .filter(wanted)
                        .flatMap(entry -> entry.string(member).stream())
                        .toList()
                : List.of();
    }

    private static boolean isMonitor(QmpObject child) {
        return child.string("type").filter(("child<" + TYPE + ">")::equals).isPresent();
    }

    /** Filenames are such as {@code unix:/run/vm.qmp,server=on} and {@code tcp:127.0.0.1:4444,server=on <-> …}. */
    private boolean isAtAddress(QmpObject device) {
        String filename = device.string("filename").orElse("");
        String place = filename.substring(filename.indexOf(':') + 1);
        int end = place.indexOf(',');
        return !place.isEmpty() && (end < 0 ? place : place.substring(0, end)).equals(address.text());
    }

    /** The filename is {@code disconnected:fd:NAME} when the other end of the pair is closed. */
    private static boolean isAbandoned(QmpObject device) {
        return device.string("label").filter(label -> label.startsWith(PREFIX)).isPresent()
                && device.string("filename")
                        .filter(name -> name.startsWith("disconnected:"))
                        .isPresent();
    }
}
