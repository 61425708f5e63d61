package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;

/**
 * An address of a network interface.
 *
 * @param ipAddress the address
 * @param ipAddressType {@code ipv4} or {@code ipv6}
 * @param prefix the length of its prefix, in bits
 * @since 0.1
 */
@Experimental(since = "0.1")
public record IpAddress(String ipAddress, String ipAddressType, long prefix) {}
