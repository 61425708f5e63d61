package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpValue;
import java.util.List;
import java.util.Set;

/** The checks of types on values that are of the right type but invalid. */
final class Checks {
    private static final List<String> THREAD_LIMITS =
            List.of("poll-max-ns", "poll-grow", "poll-shrink", "aio-max-batch", "thread-pool-min", "thread-pool-max");
    private static final long MOST_POOLED = 64;

    private Checks() {}

    /** Adds the checks of an object's type to its properties. */
    static void install(QomObject object) {
        switch (object.type().name()) {
            case "iothread" ->
                THREAD_LIMITS.forEach(name ->
                        object.property(name).ifPresent(property -> property.check(value -> notNegative(name, value))));
            case "memory-backend-ram", "memory-backend-file", "memory-backend-memfd" ->
                List.of("size", "prealloc-threads")
                        .forEach(name -> object.property(name)
                                .ifPresent(property -> positive(object.type().name(), property)));
            default -> {}
        }
    }

    private static void notNegative(String name, QmpValue value) {
        if (value instanceof QmpLong number && number.value() < 0) {
            throw CommandFailedException.generic(name + " value must be in range [0, " + Long.MAX_VALUE + "]");
        }
    }

    private static void positive(String type, Property property) {
        property.check(value -> {
            if (value instanceof QmpLong number && number.value() == 0) {
                throw CommandFailedException.generic(
                        "property '" + property.name() + "' of " + type + " doesn't take value '0'");
            }
        });
    }

    /**
     * Checks an object whose properties are all set, and adds the checks that concern several properties.
     *
     * @param given the properties that were set
     * @param others the parent of the other objects
     */
    static void complete(QomObject object, Set<String> given, QomObject others) {
        switch (object.type().name()) {
            case "iothread" -> thread(object);
            case "secret" -> secret(object, given, others);
            case "memory-backend-ram", "memory-backend-memfd" -> memory(object);
            case "memory-backend-file" -> {
                HostFiles.needMemory(object);
                memory(object);
            }
            case "rng-random" -> HostFiles.need(object, "filename", "Could not open '%s': ");
            case "tls-creds-psk", "tls-creds-x509" -> HostFiles.needCredentials(object);
            default -> {}
        }
    }

    private static void thread(QomObject thread) {
        pool(UserObjects.number(thread, "thread-pool-min"), UserObjects.number(thread, "thread-pool-max"));
        thread.property("thread-pool-min")
                .ifPresent(property -> property.check(value -> {
                    notNegative(property.name(), value);
                    pool(((QmpLong) value).value(), UserObjects.number(thread, "thread-pool-max"));
                }));
        thread.property("thread-pool-max")
                .ifPresent(property -> property.check(value -> {
                    notNegative(property.name(), value);
                    pool(UserObjects.number(thread, "thread-pool-min"), ((QmpLong) value).value());
                }));
    }

    private static void pool(long least, long most) {
        if (most == 0 || least > most || least > MOST_POOLED) {
            throw CommandFailedException.generic("bad thread-pool-min/thread-pool-max values");
        }
    }

    private static void secret(QomObject secret, Set<String> given, QomObject others) {
        if (given.contains("file") && given.contains("data")) {
            throw CommandFailedException.generic("'file' and 'data' are mutually exclusive");
        }
        if (!given.contains("file") && !given.contains("data")) {
            throw CommandFailedException.generic("Either 'file' or 'data' must be provided");
        }
        HostFiles.need(secret, "file", "Unable to read %1$s: Failed to open file \u201c%1$s\u201d: ");
        secret.text("keyid").filter(key -> !key.isEmpty()).ifPresent(key -> {
            if (others.child(key).isEmpty()) {
                throw CommandFailedException.generic("No secret with id '" + key + "'");
            }
        });
    }

    private static void memory(QomObject memory) {
        String fixed = "cannot change property value";
        refuse(memory, "size", "cannot change property size of " + memory.type() + " ");
        refuse(memory, "share", fixed);
        refuse(memory, "reserve", fixed);
    }

    private static void refuse(QomObject object, String name, String text) {
        object.property(name)
                .ifPresent(property -> property.check(value -> {
                    throw CommandFailedException.generic(text);
                }));
    }
}
