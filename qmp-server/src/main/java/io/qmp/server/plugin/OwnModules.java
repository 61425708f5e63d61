package io.qmp.server.plugin;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The modules of an entry of a plugin directory, without copies of the modules that plugin and server must share:
 * two copies of the API are two APIs.
 */
final class OwnModules implements ModuleFinder {
    private static final String API_PACKAGE = "io.qmp.api.spi";
    private static final Set<String> SHARED = Set.of("io.qmp.api", "org.jspecify");

    private final ModuleFinder modules;

    OwnModules(ModuleFinder modules) {
        this.modules = modules;
    }

    @Override
    public Optional<ModuleReference> find(String name) {
        return SHARED.contains(name) ? Optional.empty() : modules.find(name);
    }

    @Override
    public Set<ModuleReference> findAll() {
        return modules.findAll().stream()
                .filter(module -> !SHARED.contains(module.descriptor().name()))
                .collect(Collectors.toSet());
    }

    /** {@return the names of the modules} */
    Set<String> names() {
        return findAll().stream().map(module -> module.descriptor().name()).collect(Collectors.toSet());
    }

    /** {@return where they are} */
    List<Path> jars() {
        return findAll().stream()
                .flatMap(module -> module.location().stream())
                .map(Path::of)
                .toList();
    }

    /** {@return whether one of them has no descriptor, so that it reads all modules of the program} */
    boolean anyAutomatic() {
        return findAll().stream().anyMatch(module -> module.descriptor().isAutomatic());
    }

    /**
     * Checks that none was merged with the API.
     *
     * @throws IllegalArgumentException if one was
     */
    void checkApi() {
        for (ModuleReference module : findAll()) {
            if (module.descriptor().packages().contains(API_PACKAGE)) {
                throw new IllegalArgumentException(
                        "the module " + module.descriptor().name()
                                + " holds a copy of the classes of io.qmp:qmp-api, which must be the server's: leave them out of the"
                                + " jar (Maven: scope provided)");
            }
        }
    }
}
