package io.qmp.transcript;

import io.qmp.api.message.Reply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Deviations from a recording. Safe for use by several threads. */
final class ReplayReport {
    private final List<String> unexpected = new CopyOnWriteArrayList<>();
    private final List<String> differences = new CopyOnWriteArrayList<>();
    private volatile VolatileMembers ignored = VolatileMembers.QEMU;
    private volatile Consumer<String> unexpectedReceiver = line -> {};
    private volatile Consumer<String> differenceReceiver = line -> {};

    void ignore(VolatileMembers members) {
        ignored = members;
    }

    void onUnexpected(Consumer<String> receiver) {
        unexpectedReceiver = receiver;
    }

    void onDifference(Consumer<String> receiver) {
        differenceReceiver = receiver;
    }

    void unexpected(String line) {
        unexpected.add(line);
        unexpectedReceiver.accept(line);
    }

    /** Adds the differences between a recorded reply and another one. */
    void compare(String command, Exchange recorded, Reply now) {
        for (String line : ReplyDiff.between(command, recorded.reply(), now, ignored)) {
            differences.add(line);
            differenceReceiver.accept(line);
        }
    }

    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    List<String> differences() {
        return List.copyOf(differences);
    }
}
