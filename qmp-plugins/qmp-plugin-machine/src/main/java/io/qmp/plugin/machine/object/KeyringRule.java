package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import java.util.Set;

/** A secret in the keyring of the kernel: the machine has none, so that no key is found. */
final class KeyringRule implements ObjectRule {
    @Override
    public void complete(QomObject object, Set<String> given, QomObject others) {
        long serial = UserObjects.number(object, "serial");
        if (serial == 0) {
            throw CommandFailedException.generic("'serial' should not be equal to 0");
        }
        throw CommandFailedException.generic(
                "Unable to read serial key %08x: Required key not available".formatted((int) serial));
    }
}
