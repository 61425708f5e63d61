package io.qmp.server.plugin;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Modules as automatic modules: they export everything, and require nothing but read everything, the class path
 * included. A plugin with a module descriptor is loaded so by a server on the class path, where no module has the API
 * that the descriptor requires.
 */
final class AutomaticModules implements ModuleFinder {
    private final ModuleFinder modules;

    AutomaticModules(ModuleFinder modules) {
        this.modules = modules;
    }

    @Override
    public Optional<ModuleReference> find(String name) {
        return modules.find(name).map(Automatic::new);
    }

    @Override
    public Set<ModuleReference> findAll() {
        return modules.findAll().stream().map(Automatic::new).collect(Collectors.toSet());
    }

    private static final class Automatic extends ModuleReference {
        private final ModuleReference module;

        Automatic(ModuleReference module) {
            super(automatic(module.descriptor()), module.location().orElse(null));
            this.module = module;
        }

        private static ModuleDescriptor automatic(ModuleDescriptor descriptor) {
            ModuleDescriptor.Builder builder =
                    ModuleDescriptor.newAutomaticModule(descriptor.name()).packages(descriptor.packages());
            descriptor.provides().forEach(builder::provides);
            return builder.build();
        }

        @Override
        public ModuleReader open() throws IOException {
            return module.open();
        }
    }
}
