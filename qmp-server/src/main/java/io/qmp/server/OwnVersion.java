package io.qmp.server;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** Which build of this project runs. */
final class OwnVersion {
    private OwnVersion() {}

    /** What {@code query-version} tells as package: the project and its version, which the class path does not know. */
    static String packageName() {
        return "qmp-jvm"
                + Optional.ofNullable(OwnVersion.class.getModule().getDescriptor())
                        .flatMap(ModuleDescriptor::rawVersion)
                        .map(version -> " " + version)
                        .orElse("");
    }
}
