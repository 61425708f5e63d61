package io.qmp.server;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** The version of this project. */
final class OwnVersion {
    private OwnVersion() {}

    /**
     * {@return the {@code package} of {@code query-version}: the project, and its version if this is a named module}
     */
    static String packageName() {
        return "qmp-jvm"
                + Optional.ofNullable(OwnVersion.class.getModule().getDescriptor())
                        .flatMap(ModuleDescriptor::rawVersion)
                        .map(version -> " " + version)
                        .orElse("");
    }
}
