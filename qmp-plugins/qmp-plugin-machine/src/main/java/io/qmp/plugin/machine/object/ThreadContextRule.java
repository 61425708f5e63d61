package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpLong;

/** A thread that makes other threads on certain CPUs of the host; here it only remembers which. */
final class ThreadContextRule implements ObjectRule {
    @Override
    public void install(QomObject object) {
        object.property("cpu-affinity")
                .ifPresent(property -> property.check(cpus -> {
                    long present = Runtime.getRuntime().availableProcessors();
                    boolean some =
                            ((QmpArray) cpus).elements().stream().anyMatch(cpu -> ((QmpLong) cpu).value() < present);
                    if (!some) {
                        throw CommandFailedException.generic("Setting CPU affinity failed: Invalid argument");
                    }
                }));
    }
}
