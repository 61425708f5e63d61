package io.qmp.plugin.machine.object;

import java.util.Set;

/** A source of random numbers in a file. */
final class RandomFileRule implements ObjectRule {
    @Override
    public void complete(QomObject object, Set<String> given, QomObject others) {
        HostFiles.need(object, "filename", "Could not open '%s': ");
    }
}
