package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpValue;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/** The ranges of the numbers of a thread that waits for events. */
class ThreadRule implements ObjectRule {
    private static final Map<String, Long> MOST = Map.of(
            "poll-max-ns", Long.MAX_VALUE,
            "poll-grow", Long.MAX_VALUE,
            "poll-shrink", Long.MAX_VALUE,
            "poll-weight", 63L,
            "aio-max-batch", Long.MAX_VALUE,
            "thread-pool-min", Long.MAX_VALUE,
            "thread-pool-max", Long.MAX_VALUE);
    private static final String LEAST_THREADS = "thread-pool-min";
    private static final String MOST_THREADS = "thread-pool-max";
    private static final long MOST_POOLED = 64;

    @Override
    public void install(QomObject object) {
        MOST.forEach((name, most) ->
                object.property(name).ifPresent(property -> property.check(value -> range(name, most, value))));
    }

    @Override
    public void complete(QomObject object, Set<String> given, QomObject others) {
        pool(UserObjects.number(object, LEAST_THREADS), UserObjects.number(object, MOST_THREADS));
        checkPool(object, LEAST_THREADS, least -> least, most -> UserObjects.number(object, MOST_THREADS));
        checkPool(object, MOST_THREADS, least -> UserObjects.number(object, LEAST_THREADS), most -> most);
    }

    /** Checks the limits of the pool as they would be with a new value. */
    private static void checkPool(QomObject object, String name, LongUnaryOperator least, LongUnaryOperator most) {
        object.property(name)
                .ifPresent(property -> property.check(value -> {
                    range(name, Long.MAX_VALUE, value);
                    long number = ((QmpLong) value).value();
                    pool(least.applyAsLong(number), most.applyAsLong(number));
                }));
    }

    private static void range(String name, long most, QmpValue value) {
        if (value instanceof QmpLong number && (number.value() < 0 || number.value() > most)) {
            throw CommandFailedException.generic(name + " value must be in range [0, " + most + "]");
        }
    }

    private static void pool(long least, long most) {
        if (most == 0 || most > Integer.MAX_VALUE || least > most || least > MOST_POOLED) {
            throw CommandFailedException.generic("bad thread-pool-min/thread-pool-max values");
        }
    }
}
