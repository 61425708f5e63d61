package io.qmp.server.plugin;

import io.qmp.api.ClassLoaders;
import io.qmp.api.spi.QmpPlugin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the jar of a plugin that cannot be loaded, from the text of the error. */
final class Declarations {
    private static final String UNKNOWN = "an installed plugin";
    static final String SERVICE_FILE = "META-INF/services/" + QmpPlugin.class.getName();

    private Declarations() {}

    /**
     * {@return the jar or directory that declares the plugin which an error names}
     *
     * @param layer where the installed plugins are; null if they are on the class path
     */
    static String placeOf(@Nullable ModuleLayer layer, String error) {
        return (layer != null ? modules(layer, error) : serviceFiles(error))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static Stream<String> modules(ModuleLayer layer, String error) {
        return layer.modules().stream()
                .filter(module -> module.getDescriptor().provides().stream()
                        .filter(provides -> provides.service().equals(QmpPlugin.class.getName()))
                        .flatMap(provides -> provides.providers().stream())
                        .anyMatch(provider -> names(error, provider)))
                .flatMap(module -> layer.configuration().findModule(module.getName()).stream())
                .flatMap(module -> module.reference().location().stream())
                .map(location -> location.getScheme().equals("file") ? location.getPath() : location.toString());
    }

    private static Stream<String> serviceFiles(String error) {
        try {
            return ClassLoaders.of(Declarations.class)
                    .resources(SERVICE_FILE)
                    .filter(file -> lines(file).anyMatch(provider -> names(error, provider)))
                    .map(file -> Places.of(file).replace("/" + SERVICE_FILE, ""));
        } catch (UncheckedIOException e) {
            return Stream.empty();
        }
    }

    private static Stream<String> lines(URL file) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
            return reader
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static boolean names(String error, String provider) {
        return error.contains(provider) || error.contains(provider.replace('.', '/'));
    }
}
