package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import java.util.Set;

/** Cipher suites for a guest are named. */
final class CipherSuitesRule implements ObjectRule {
    @Override
    public void complete(QomObject object, Set<String> given, QomObject others) {
        if (!given.contains("priority")) {
            throw CommandFailedException.generic("'priority' property is not set");
        }
    }
}
