package io.qmp.api.spi;

import io.qmp.api.Experimental;

/**
 * Where a server serves clients.
 *
 * @param label its name, such as {@code compat_monitor0}
 * @param address where it listens, as an option would say it, such as {@code unix:/run/vm.qmp,server=on}
 * @param connected whether a client is served
 * @since 0.1
 */
@Experimental(since = "0.1")
public record MonitorInfo(String label, String address, boolean connected) {}
