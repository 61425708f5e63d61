package io.qmp.transcript;

import io.qmp.api.message.Reply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What is not as recorded. Safe for use by several threads. */
final class ReplayReport {
    private final List<String> unexpected = new CopyOnWriteArrayList<>();
    private final List<String> differences = new CopyOnWriteArrayList<>();
    private volatile VolatileMembers ignored = VolatileMembers.QEMU;
    private volatile Consumer<String> receiver = line -> {};

    void ignore(VolatileMembers members) {
        ignored = members;
    }

    void receiver(Consumer<String> newReceiver) {
        receiver = newReceiver;
    }

    void unexpected(String line) {
        add(unexpected, line);
    }

    /** Adds the differences between a recorded reply and another one. */
    void compare(String command, Exchange recorded, Reply now) {
        ReplyDiff.between(command, recorded.reply(), now, ignored).forEach(line -> add(differences, line));
    }

    private void add(List<String> lines, String line) {
        lines.add(line);
        receiver.accept(line);
    }

    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    List<String> differences() {
        return List.copyOf(differences);
    }
}
