package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import java.util.List;

/**
 * What a network card receives.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public record RxFilterInfo(
        String name,
        boolean promiscuous,
        State multicast,
        State unicast,
        State vlan,
        boolean broadcastAllowed,
        boolean multicastOverflow,
        boolean unicastOverflow,
        String mainMac,
        List<Long> vlanTable,
        List<String> unicastTable,
        List<String> multicastTable) {

    /** Which packets pass. */
    public enum State {
        NORMAL,
        NONE,
        ALL
    }
}
