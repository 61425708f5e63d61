package io.qmp.server.descriptor;

import io.qmp.api.host.FileDescriptor;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A descriptor of a set. It is closed when the set has given it up and all borrowers have returned it. */
final class HeldDescriptor {
    private final FileDescriptor descriptor;
    private final int number;
    private final Optional<String> opaque;
    private final AtomicInteger users = new AtomicInteger(1); // the set; borrowers may return it on any thread

    HeldDescriptor(FileDescriptor descriptor, Optional<String> opaque) {
        this.descriptor = descriptor;
        this.number = descriptor.number();
        this.opaque = opaque;
    }

    int number() {
        return number;
    }

    Optional<String> opaque() {
        return opaque;
    }

    /** {@return a descriptor with the same number, for a borrower} Only while the set has it. */
    FileDescriptor lend() {
        users.incrementAndGet();
        return new FileDescriptor(number, same -> giveUp());
    }

    /** Ends one use: that of the set, or that of a borrower. */
    void giveUp() {
        if (users.decrementAndGet() == 0) {
            descriptor.close();
        }
    }

    /** {@return whether nobody uses it any more} */
    boolean isUnused() {
        return users.get() == 0;
    }
}
