package io.qmp.server;

/** The version of this project, which the build writes here. */
final class OwnVersion {
    /** The {@code package} of {@code query-version}: the project and its version. */
    static final String PACKAGE_NAME = "qmp-jvm ${project.version}";

    private OwnVersion() {}
}
