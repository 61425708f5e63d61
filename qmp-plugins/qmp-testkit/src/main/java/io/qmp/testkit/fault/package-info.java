/**
 * Faults of servers and connections, for tests of clients: {@link io.qmp.testkit.fault.Faults} changes, delays and
 * drops what a server sends.
 *
 * <p>Start with {@link io.qmp.testkit.fault.Faults}.
 */
@NullMarked
package io.qmp.testkit.fault;

import org.jspecify.annotations.NullMarked;
