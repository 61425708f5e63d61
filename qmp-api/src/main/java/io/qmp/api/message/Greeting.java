package io.qmp.api.message;

import io.qmp.api.Stable;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server's first message (specification, section 2.2 "Server Greeting").
 *
 * @param body the member {@code QMP}, with whatever the peer put there
 * @param keepsOrder whether the members of the body are written in the order that they have. Otherwise a server writes
 *     them in QEMU's order, which depends on their names
 * @since 0.1
 */
@Stable(since = "0.1")
public record Greeting(QmpObject body, boolean keepsOrder) implements QmpMessage {
    /** A greeting whose members are written in QEMU's order by a server. */
    public Greeting(QmpObject body) {
        this(body, false);
    }

    /** {@return this greeting, with its members written in the order that they have} For one that was received. */
    public Greeting keepingOrder() {
        return keepsOrder ? this : new Greeting(body, true);
    }

    /**
     * {@return the greeting of a server}
     *
     * @param version which QEMU it behaves as
     * @param capabilities what it offers, such as {@link WireNames#OOB}
     */
    public static Greeting of(VersionInfo version, Collection<String> capabilities) {
        List<QmpValue> offered = new ArrayList<>();
        for (String capability : capabilities) {
            offered.add(new QmpString(capability));
        }
        return new Greeting(
                QmpObject.of(WireNames.VERSION, version.toValue(), WireNames.CAPABILITIES, new QmpArray(offered)));
    }

    /** {@return this greeting without a capability} */
    public Greeting without(String capability) {
        List<QmpValue> others = capabilities().stream()
                .filter(offered -> !offered.equals(capability))
                .<QmpValue>map(QmpString::new)
                .toList();
        Map<String, QmpValue> members = new LinkedHashMap<>(body.members());
        members.put(WireNames.CAPABILITIES, new QmpArray(others));
        return new Greeting(new QmpObject(members));
    }

    /** {@return the version the peer claims; empty if it is absent or not of the known form} */
    public Optional<VersionInfo> version() {
        return body.object(WireNames.VERSION).flatMap(VersionInfo::fromValue);
    }

    /** {@return the capabilities the peer offers, unknown ones included; none if it says nothing of them} */
    public List<String> capabilities() {
        Optional<QmpArray> array = body.array(WireNames.CAPABILITIES);
        List<String> offered = new ArrayList<>();
        for (QmpValue capability : array.isPresent() ? array.get().elements() : List.<QmpValue>of()) {
            if (capability instanceof QmpString text) {
                offered.add(text.value());
            }
        }
        return List.copyOf(offered);
    }
}
