package io.qmp.micrometer;

import io.qmp.api.schema.Schema;
import java.util.Optional;
import java.util.function.Supplier;

/** The names of commands and events that there are, as somebody who is to be trusted says; they are finitely many. */
interface KnownNames {
    boolean hasCommand(String name);

    boolean hasEvent(String name);

    /** {@return those of the introspection that there is at the moment} */
    static KnownNames of(Supplier<Optional<Schema>> introspection) {
        return new KnownNames() {
            @Override
            public boolean hasCommand(String name) {
                return introspection
                        .get()
                        .flatMap(schema -> schema.command(name))
                        .isPresent();
            }

            @Override
            public boolean hasEvent(String name) {
                return introspection.get().flatMap(schema -> schema.event(name)).isPresent();
            }
        };
    }
}
