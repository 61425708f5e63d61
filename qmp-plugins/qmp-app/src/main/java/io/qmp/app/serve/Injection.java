package io.qmp.app.serve;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.WireCodec;
import io.qmp.server.ServerOptions;
import java.lang.reflect.AccessibleObject;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fills the {@code @Inject} members of plugins, by Guice: codec, transport, options and clock of the server. Guice is
 * loaded only for a plugin that has such members, since that takes as long as a JVM's start.
 *
 * @param codec the codec of the server
 * @param transport its transport
 * @param options its options
 */
record Injection(WireCodec codec, Transport transport, ServerOptions options) {
    private static final List<String> MARKS = List.of("jakarta.inject.Inject", "com.google.inject.Inject");

    /** Fills the members of a plugin, if there are any. */
    void fill(QmpPlugin plugin) {
        // Not those of Object: for each kind of annotation that is read, the JDK makes a class.
        if (Stream.<Class<?>>iterate(plugin.getClass(), type -> type != Object.class, Class::getSuperclass)
                .anyMatch(Injection::hasMembers)) {
            Guice.createInjector(new Bindings(this)).injectMembers(plugin);
        }
    }

    private static boolean hasMembers(Class<?> type) {
        return isMarked(type.getDeclaredFields()) || isMarked(type.getDeclaredMethods());
    }

    private static boolean isMarked(AccessibleObject[] members) {
        return Arrays.stream(members)
                .flatMap(member -> Arrays.stream(member.getAnnotations()))
                .anyMatch(mark -> MARKS.contains(mark.annotationType().getName()));
    }

    private static final class Bindings extends AbstractModule {
        private final Injection values;

        Bindings(Injection values) {
            this.values = values;
        }

        @Override
        protected void configure() {
            binder().requireExplicitBindings();
            bind(WireCodec.class).toInstance(values.codec());
            bind(Transport.class).toInstance(values.transport());
            bind(ServerOptions.class).toInstance(values.options());
            bind(InstantSource.class).toInstance(Clock.systemUTC());
        }
    }
}
