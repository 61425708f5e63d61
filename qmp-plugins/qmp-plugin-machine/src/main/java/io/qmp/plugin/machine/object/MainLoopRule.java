package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import java.util.Set;

/** The settings of the main loop: there is one main loop, and it stays. */
final class MainLoopRule extends ThreadRule {
    @Override
    public void complete(QomObject object, Set<String> given, QomObject others) {
        super.complete(object, given, others);
        boolean another = others.children().stream()
                .anyMatch(other -> other != object && other.type().equals(object.type()));
        if (another) {
            throw CommandFailedException.generic("only one main-loop instance allowed");
        }
    }

    @Override
    public boolean isDeletable() {
        return false;
    }

    @Override
    public String kind() {
        return "main loop";
    }
}
