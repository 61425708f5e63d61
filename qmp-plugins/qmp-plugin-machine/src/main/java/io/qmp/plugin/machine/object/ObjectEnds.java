package io.qmp.plugin.machine.object;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The network backends and character devices that objects use. Nothing is sent through them. */
public final class ObjectEnds {
    private final Network network;
    private final Predicate<String> chardevs;
    private final Predicate<String> busy;
    private final Map<String, String> taken = new HashMap<>();

    /**
     * Makes them.
     *
     * @param chardevs whether there is a character device of an id
     * @param busy whether a monitor or a device uses it
     */
    public ObjectEnds(Network network, Predicate<String> chardevs, Predicate<String> busy) {
        this.network = network;
        this.busy = busy;
        this.chardevs = chardevs;
    }

    boolean hasNetdev(String id) {
        return network.has(id);
    }

    boolean hasChardev(String id) {
        return chardevs.test(id);
    }

    /** {@return whether something uses a character device} */
    boolean isTaken(String label) {
        return isObjects(label) || busy.test(label);
    }

    /** {@return whether an object uses a character device} */
    boolean isObjects(String label) {
        return taken.containsKey(label);
    }

    /** An object uses a character device. */
    void take(String label, QomObject user) {
        taken.put(label, user.path());
    }

    /** An object is removed. */
    void free(QomObject user) {
        taken.values().removeIf(user.path()::equals);
    }
}
