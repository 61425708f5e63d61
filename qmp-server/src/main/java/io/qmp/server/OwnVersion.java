package io.qmp.server;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** The version of this project. */
final class OwnVersion {
    private OwnVersion() {}

    /**
     * {@return the {@code package} of {@code query-version}: the project and its version, from the module descriptor or
     * on the class path from the manifest of the jar; without a version if neither has it}
     */
    static String packageName() {
        ModuleDescriptor module = OwnVersion.class.getModule().getDescriptor();
        Optional<String> version = module == null ? Optional.empty() : module.rawVersion();
        String known = version.orElse(OwnVersion.class.getPackage().getImplementationVersion());
        return known == null ? "qmp-jvm" : "qmp-jvm " + known;
    }
}
