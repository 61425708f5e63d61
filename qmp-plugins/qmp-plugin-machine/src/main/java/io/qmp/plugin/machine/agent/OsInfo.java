package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;

/**
 * The operating system, as its file {@code os-release} has it.
 *
 * @param id its name for programs
 * @param name its name
 * @param prettyName its name and version for people
 * @param version its version
 * @param versionId the number of its version
 * @param kernelRelease the version of its kernel
 * @param machine the kind of machine
 * @since 0.1
 */
@Experimental(since = "0.1")
public record OsInfo(
        String id,
        String name,
        String prettyName,
        String version,
        String versionId,
        String kernelRelease,
        String machine) {}
