package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import java.util.Optional;
import java.util.Set;

/**
 * A display of the option {@code -vnc}. Nothing listens for its clients; its password can be set.
 *
 * @param id its id
 * @param password whether clients need a password
 * @since 0.1
 */
@Experimental(since = "0.1")
public record VncDisplay(String id, boolean password) {
    private static final Set<String> TEXTS = Set.of(
            ("vnc websocket tls-creds share display head connections to tls-authz sasl-authz audiodev key-delay-ms")
                    .split(" "));
    private static final Set<String> SWITCHES =
            Set.of("ipv4 ipv6 password reverse lock-key-sync sasl acl lossy non-adaptive power-control".split(" "));

    /**
     * {@return the display of an argument; empty if there is none}
     *
     * @throws IllegalArgumentException with QEMU's text
     */
    static Optional<VncDisplay> parse(String text) {
        OptionValues values = OptionValues.parseWithSwitches(text, "vnc");
        String id = values.take("id").orElse("default");
        new OptionKeys("vnc", TEXTS, SWITCHES).check(values);
        return values.take("vnc")
                .filter(address -> !address.equals("none"))
                .map(address -> new VncDisplay(id, values.takeSwitch("password").orElse(false)));
    }
}
