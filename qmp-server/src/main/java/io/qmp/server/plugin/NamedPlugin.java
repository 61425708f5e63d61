package io.qmp.server.plugin;

import io.qmp.api.spi.QmpPlugin;
import java.net.URL;
import java.security.CodeSource;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A plugin with what messages call it.
 *
 * @param name the name that it gives itself
 * @param plugin the plugin
 */
public record NamedPlugin(String name, QmpPlugin plugin) {
    /**
     * {@return the plugin with its name, which it is asked for once}
     *
     * @throws IllegalStateException if it has no name; the message says which class of which jar, and why
     */
    public static NamedPlugin of(QmpPlugin plugin) {
        try {
            return new NamedPlugin(Objects.requireNonNull(plugin.name(), "null"), plugin);
        } catch (Throwable e) {
            Class<?> type = plugin.getClass();
            throw new IllegalStateException(
                    "the plugin " + called(type.getName(), placeOf(type)) + " has no name: " + Causes.text(e), e);
        }
    }

    /**
     * Does something with the plugin.
     *
     * @throws IllegalStateException if that throws; the message says which plugin, and why
     */
    public void prepare(Consumer<? super QmpPlugin> action) {
        try {
            action.accept(plugin);
        } catch (Throwable e) {
            throw new IllegalStateException("the plugin " + this + " cannot be prepared: " + Causes.text(e), e);
        }
    }

    /** {@return the name of its class} */
    String className() {
        return plugin.getClass().getName();
    }

    /**
     * {@return the jar or directory that a class comes from; empty if that is not known} Opens jars if the class is of
     * the boot class path.
     */
    static String placeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        URL location = source == null ? type.getResource(file) : source.getLocation();
        return location == null ? "" : Places.of(location);
    }

    private static String called(String name, String place) {
        return place.isEmpty() ? name : name + " (" + place + ")";
    }

    /** {@return name and place, for messages} */
    @Override
    public String toString() {
        return called(name, placeOf(plugin.getClass()));
    }
}
