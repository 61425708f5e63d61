package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import java.util.List;

/**
 * A file system.
 *
 * @param name the name of its device
 * @param mountpoint where it is mounted
 * @param type its kind
 * @param disk the disks that it is on
 * @since 0.1
 */
@Experimental(since = "0.1")
public record FileSystem(String name, String mountpoint, String type, List<String> disk) {}
