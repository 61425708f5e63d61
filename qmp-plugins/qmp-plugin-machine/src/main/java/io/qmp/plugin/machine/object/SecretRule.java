package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import java.util.Set;

/** A secret is in its object or in a file, and may be encrypted with another. */
final class SecretRule implements ObjectRule {
    @Override
    public void complete(QomObject object, Set<String> given, QomObject others) {
        if (given.contains("file") && given.contains("data")) {
            throw CommandFailedException.generic("'file' and 'data' are mutually exclusive");
        }
        if (!given.contains("file") && !given.contains("data")) {
            throw CommandFailedException.generic("Either 'file' or 'data' must be provided");
        }
        if (given.contains("file")) {
            HostFiles.need(object, "file", "Unable to read %1$s: Failed to open file \u201c%1$s\u201d: ");
        }
        object.text("keyid").filter(key -> !key.isEmpty()).ifPresent(key -> {
            if (others.child(key).isEmpty()) {
                throw CommandFailedException.generic("No secret with id '" + key + "'");
            }
        });
    }
}
