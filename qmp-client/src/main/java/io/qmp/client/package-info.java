/**
 * The QMP client.
 *
 * <p>{@link io.qmp.client.QmpClient} is the entrance. A command walks {@code QmpClient} → {@code Submissions} (onto the loop) →
 * {@code Session} → {@code PendingCommands} → {@code Wire}, and what the peer says comes back from {@code Wire} by {@code Session}
 * to {@code PendingCommands} or {@code EventHub}. {@code Lifecycle} makes the sessions, one for each connection.
 */
@NullMarked
package io.qmp.client;

import org.jspecify.annotations.NullMarked;
