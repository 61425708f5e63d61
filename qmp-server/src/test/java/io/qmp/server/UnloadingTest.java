package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.Registration;
import io.qmp.contracts.TextClient;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The classes of commands and events that have been removed are kept by nothing of the server. */
class UnloadingTest {
    private static final int COLLECTIONS = 20;

    private final LatePlugin plugin = new LatePlugin("a plugin that loads others");

    /** Loads the classes of {@link UnloadedPlugin} anew, as a plugin directory that is read again would. */
    private static final class OwnLoader extends ClassLoader {
        OwnLoader() {
            super(UnloadedPlugin.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(UnloadedPlugin.class.getName())) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
            try (InputStream in = Objects.requireNonNull(UnloadingTest.class.getResourceAsStream(file), file)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @SuppressWarnings("unchecked") // UnloadedPlugin is one
        Consumer<PluginRegistry> plugin() throws ReflectiveOperationException {
            return (Consumer<PluginRegistry>) loadClass(UnloadedPlugin.class.getName(), true)
                    .getConstructor()
                    .newInstance();
        }
    }

    @Test
    void theClassesOfARemovedRegistrationCanBeCollected() throws ReflectiveOperationException {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            TextClient client = harness.ready();
            WeakReference<ClassLoader> loader = use(harness, client);
            for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
                System.gc();
            }
            assertThat(loader.get()).as("the loader of what was removed").isNull();
            assertThat(client.ask("{'execute':'unloaded'}")).isEqualTo(LatePlugin.unknown("unloaded"));
        }
    }

    /** Adds, uses in every way and removes. */
    private WeakReference<ClassLoader> use(Harness harness, TextClient client) throws ReflectiveOperationException {
        OwnLoader loader = new OwnLoader();
        Registration added = plugin.register(loader.plugin());
        assertThat(client.ask("{'execute':'unloaded','arguments':{'mode':'two'}}"))
                .contains("UNLOADED");
        assertThat(client.next()).isEqualTo("{\"return\": {\"modes\": [\"one\"]}}");
        assertThat(client.ask("{'execute':'unloaded','arguments':{'mode':'three'}}"))
                .contains("GenericError");
        client.send("{'execute':'unloaded-blocking'}");
        harness.await(client, 1);
        assertThat(client.next()).isEqualTo("{\"return\": {\"modes\": [\"one\"]}}");
        assertThat(client.ask("{'execute':'unloaded-declared'}")).contains("not implemented");
        assertThat(harness.server.context().schema().command("unloaded")).isPresent();
        added.close();
        return new WeakReference<>(loader);
    }
}
