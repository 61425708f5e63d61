package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * A character device.
 *
 * @param label its id
 * @param filename what it is connected to, as an option would say it
 * @param frontendOpen whether what uses it is active
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ChardevInfo(String label, String filename, boolean frontendOpen) {}
