package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpLong;
import java.util.List;
import java.util.Set;

/**
 * The queues and limits of a backend of a cryptographic device.
 *
 * @param oneQueue whether it has one queue only
 */
record CryptodevRule(boolean oneQueue) implements ObjectRule {
    private static final String QUEUES = "queues";
    private static final long HIGHEST = 1_000_000_000_000_000L;

    @Override
    public void install(QomObject object) {
        object.property(QUEUES)
                .ifPresent(property -> property.check(value -> {
                    if (value instanceof QmpLong number && number.value() == 0) {
                        throw CommandFailedException.generic(
                                "Property '" + object.type() + ".queues' doesn't take value '0'");
                    }
                }));
        List.of("throttle-bps", "throttle-ops")
                .forEach(name -> object.property(name)
                        .ifPresent(property -> property.check(value -> {
                            if (!(value instanceof QmpLong number) || number.value() < 0 || number.value() > HIGHEST) {
                                throw CommandFailedException.generic(
                                        "bps/iops/max values must be within [0, " + HIGHEST + "]");
                            }
                        })));
    }

    @Override
    public void complete(QomObject object, Set<String> given, QomObject others) {
        if (oneQueue && UserObjects.number(object, QUEUES) > 1) {
            throw CommandFailedException.generic("Only support one queue in cryptdov-builtin backend");
        }
    }
}
