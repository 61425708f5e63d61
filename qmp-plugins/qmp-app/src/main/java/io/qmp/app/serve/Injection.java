package io.qmp.app.serve;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.WireCodec;
import io.qmp.server.ServerOptions;
import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;

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
        for (Class<?> type = plugin.getClass(); type != Object.class; type = type.getSuperclass()) {
            if (isMarked(type.getDeclaredFields()) || isMarked(type.getDeclaredMethods())) {
                Guice.createInjector(new Bindings(this)).injectMembers(plugin);
                return;
            }
        }
    }

    private static boolean isMarked(AccessibleObject[] members) {
        for (AccessibleObject member : members) {
            for (Annotation mark : member.getAnnotations()) {
                if (MARKS.contains(mark.annotationType().getName())) {
                    return true;
                }
            }
        }
        return false;
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
