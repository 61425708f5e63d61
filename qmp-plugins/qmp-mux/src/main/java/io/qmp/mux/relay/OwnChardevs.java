package io.qmp.mux.relay;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.CallOptions;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the character devices by which QEMU is connected to the multiplexer: all that are at its address. QEMU does
 * not say which one a monitor's client came by.
 */
final class OwnChardevs {
    private final QmpAddress address;

    OwnChardevs(QmpAddress address) {
        this.address = address;
    }

    /** {@return completes with their labels; with none if QEMU does not tell} */
    CompletableFuture<Set<String>> find(Upstream upstream) {
        Request query = new Request("query-chardev", QmpObject.EMPTY, null, false);
        return upstream.send(query, CallOptions.DEFAULT).handle((reply, failure) -> labels(reply));
    }

    private Set<String> labels(@Nullable Reply reply) {
        return reply instanceof Reply.Success success && success.result() instanceof QmpArray devices
                ? devices.elements().stream()
                        .filter(QmpObject.class::isInstance)
                        .map(QmpObject.class::cast)
                        .filter(device -> isAtAddress(device.string("filename").orElse("")))
                        .flatMap(device -> device.string("label").stream())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Filenames are such as {@code unix:/run/vm.qmp,server=on} and {@code tcp:127.0.0.1:4444,server=on <-> …}. */
    private boolean isAtAddress(String filename) {
        String place = filename.substring(filename.indexOf(':') + 1);
        int end = place.indexOf(',');
        return !place.isEmpty() && (end < 0 ? place : place.substring(0, end)).equals(address.text());
    }
}
