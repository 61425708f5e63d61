/**
 * Files and descriptors of the host that are written and read as streams, by threads that may block.
 *
 * <p>Start with {@link io.qmp.plugin.machine.host.HostStream}.
 */
@NullMarked
package io.qmp.plugin.machine.host;

import org.jspecify.annotations.NullMarked;
