package io.qmp.faults;

import io.qmp.api.type.Nothing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** Ways in which a plugin misbehaves; each says on standard error that it begins. */
enum Fault {
    NONE {
        @Override
        void happen() {}
    },
    THROW {
        @Override
        void happen() {
            throw new AssertionError("thrown by a plugin");
        }
    },
    HANG {
        @Override
        void happen() {
            CountDownLatch never = new CountDownLatch(1);
            while (true) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    // hangs on
                }
            }
        }
    },
    SPIN {
        private volatile boolean spinning = true;

        @Override
        void happen() {
            while (spinning) {
                // spins on
            }
        }
    },
    EXIT {
        @Override
        void happen() {
            System.exit(3);
        }
    },
    EXIT_IN_A_THREAD {
        @Override
        void happen() {
            new Thread(() -> System.exit(3)).start();
        }
    };

    abstract void happen();

    /** Lets the fault happen at a place, if the system property {@code fault.PLACE} names it. */
    static void at(String place) {
        valueOf(System.getProperty("fault." + place, "NONE")).begin(place);
    }

    void begin(String place) {
        if (this != NONE) {
            System.err.println(name() + " in " + place);
        }
        happen();
    }

    /** {@return never completes} */
    static CompletionStage<Nothing> never() {
        return new CompletableFuture<>();
    }
}
