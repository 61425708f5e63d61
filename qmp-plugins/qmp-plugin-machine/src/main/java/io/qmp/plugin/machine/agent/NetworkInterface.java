package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import java.util.List;

/**
 * A network interface.
 *
 * @param name its name
 * @param hardwareAddress its hardware address
 * @param ipAddresses its addresses
 * @since 0.1
 */
@Experimental(since = "0.1")
public record NetworkInterface(String name, String hardwareAddress, List<IpAddress> ipAddresses) {}
