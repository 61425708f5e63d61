package io.qmp.schema.generator.model;

import java.util.List;

/** Something with a name of its own on the wire: a command or an event. */
public sealed interface Entity {
    /** {@return its name on the wire} */
    String name();

    /** {@return its features} */
    List<String> features();

    /** {@return which versions have it} */
    Availability availability();

    /**
     * A command.
     *
     * @param name its name
     * @param features its features
     * @param availability which versions have it
     * @param arguments the key of the object type of its arguments
     * @param result the key of the type it returns
     * @param allowOob whether it may be executed out of band
     */
    record Command(
            String name,
            List<String> features,
            Availability availability,
            String arguments,
            String result,
            boolean allowOob)
            implements Entity {}

    /**
     * An event.
     *
     * @param name its name
     * @param features its features
     * @param availability which versions have it
     * @param data the key of the object type of its data
     */
    record Event(String name, List<String> features, Availability availability, String data) implements Entity {}
}
