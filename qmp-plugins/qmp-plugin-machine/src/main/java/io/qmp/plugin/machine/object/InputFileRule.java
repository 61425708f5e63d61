package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import java.util.Set;

/** The device of the host whose keys a guest gets: none is one here. */
final class InputFileRule implements ObjectRule {
    @Override
    public void complete(QomObject object, Set<String> given, QomObject others) {
        HostFiles.need(object, "evdev", "Could not open '%s': ");
        throw CommandFailedException.generic(object.text("evdev").orElse("") + ": is not an evdev device");
    }
}
