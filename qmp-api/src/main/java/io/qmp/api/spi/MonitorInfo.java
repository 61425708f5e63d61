package io.qmp.api.spi;

import io.qmp.api.Experimental;

/**
 * A place where a server serves clients.
 *
 * @param label its name, such as {@code compat_monitor0}
 * @param address where it is at the moment, as QEMU's {@code query-chardev} says it, such as
 *     {@code disconnected:unix:/run/vm.qmp,server=on}
 * @param connected whether a client is served
 * @since 0.1
 */
@Experimental(since = "0.1")
public record MonitorInfo(String label, String address, boolean connected) {}
