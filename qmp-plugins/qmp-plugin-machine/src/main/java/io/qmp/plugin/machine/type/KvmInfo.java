package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * Whether KVM is there and used.
 *
 * @param enabled whether the machine uses KVM
 * @param present whether the program could
 * @since 0.1
 */
@Experimental(since = "0.1")
public record KvmInfo(boolean enabled, boolean present) {}
