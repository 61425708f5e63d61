package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * What a machine emulates.
 *
 * @param arch the architecture
 * @since 0.1
 */
@Experimental(since = "0.1")
public record TargetInfo(SysEmuTarget arch) {}
