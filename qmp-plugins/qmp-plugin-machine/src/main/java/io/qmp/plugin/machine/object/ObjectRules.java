package io.qmp.plugin.machine.object;

import io.qmp.plugin.qemu.QemuVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of objects that users can create here, with their rules. They need nothing of the host but files. */
final class ObjectRules {
    /** The types without a rule. A version that does not have a type has it not among its recorded types either. */
    private static final List<String> FREE = List.of(
            "acpi-generic-initiator",
            "acpi-generic-port",
            "authz-list",
            "authz-simple",
            "rng-builtin",
            "sev-guest",
            "sev-snp-guest",
            "tdx-guest",
            "tls-creds-anon");

    private final Map<String, ObjectRule> rules = new HashMap<>();

    private static final List<String> FILTERS = List.of(
            "filter-buffer", "filter-dump", "filter-mirror", "filter-redirector", "filter-replay", "filter-rewriter");

    /** Makes the rules of a version. */
    ObjectRules(QemuVersion version, ObjectEnds ends) {
        FILTERS.forEach(type -> rules.put(type, new FilterRule(ends, version)));
        rules.put("rng-egd", new ChardevRule(ends, version));
        rules.put("input-linux", new InputFileRule());
        FREE.forEach(type -> rules.put(type, ObjectRule.NONE));
        rules.put("iothread", new ThreadRule());
        rules.put("main-loop", new MainLoopRule());
        rules.put("thread-context", new ThreadContextRule());
        rules.put("can-bus", new CanBusRule());
        for (MemoryRule.Backing backing : MemoryRule.Backing.values()) {
            rules.put(backing.type(), new MemoryRule(backing, version));
        }
        rules.put("throttle-group", new ThrottleGroupRule());
        rules.put("cryptodev-backend", new CryptodevRule(false));
        rules.put("cryptodev-backend-builtin", new CryptodevRule(true));
        rules.put("secret", new SecretRule());
        rules.put("secret_keyring", new KeyringRule());
        rules.put("rng-random", new RandomFileRule());
        rules.put("tls-creds-psk", new CredentialsRule());
        rules.put("tls-creds-x509", new CredentialsRule());
        rules.put("tls-cipher-suites", new CipherSuitesRule());
    }

    /** {@return the rule of a type, if such objects can be created} */
    Optional<ObjectRule> find(String type) {
        return Optional.ofNullable(rules.get(type));
    }
}
