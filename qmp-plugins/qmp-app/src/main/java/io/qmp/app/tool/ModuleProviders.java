package io.qmp.app.tool;

import io.qmp.program.spi.Subcommand;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Subcommands of jars whose module descriptor names them, and that have no service file for class paths. */
final class ModuleProviders {
    private ModuleProviders() {}

    /**
     * {@return the names of the classes that provide subcommands}
     *
     * @throws java.lang.module.FindException if the descriptor of a jar cannot be read
     */
    static List<String> names(List<Path> jars) {
        return ModuleFinder.of(jars.toArray(Path[]::new)).findAll().stream()
                .flatMap(module -> module.descriptor().provides().stream())
                .filter(provided -> provided.service().equals(Subcommand.class.getName()))
                .flatMap(provided -> provided.providers().stream())
                .toList();
    }

    /** {@return a subcommand of a class, by its method {@code provider} or its constructor, as modules have it} */
    static Subcommand create(String type, ClassLoader classes) throws ReflectiveOperationException {
        Class<?> provider = Class.forName(type, true, classes);
        Object created = Stream.of(provider.getDeclaredMethods()).anyMatch(ModuleProviders::isProvider)
                ? provider.getMethod("provider").invoke(null)
                : provider.getConstructor().newInstance();
        return (Subcommand) created;
    }

    private static boolean isProvider(Method method) {
        return method.getName().equals("provider")
                && method.getParameterCount() == 0
                && Modifier.isStatic(method.getModifiers())
                && Modifier.isPublic(method.getModifiers());
    }
}
