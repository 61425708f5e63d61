package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import java.util.Set;

/** Keys and certificates in the files of a directory. */
final class CredentialsRule implements ObjectRule {
    @Override
    public void complete(QomObject object, Set<String> given, QomObject others) {
        if (!given.contains("dir")) {
            throw CommandFailedException.generic("Missing 'dir' property value");
        }
        HostFiles.needCredentials(object);
    }
}
