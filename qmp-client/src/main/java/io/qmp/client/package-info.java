/**
 * The QMP client.
 *
 * <p>{@link io.qmp.client.QmpClient} is the entrance, {@link io.qmp.client.QmpClientBuilder} makes it. A command
 * walks {@code QmpClient} → {@code SubmissionQueue} (onto the loop) → {@code PendingCommands} →
 * {@code MessageChannel}, and its reply comes back by {@code MessageChannel} and {@code ServerLink} to
 * {@code PendingCommands}. {@code ServerLink} hands events to {@code EventHub}. {@code ConnectionManager} makes one
 * link for each connection; {@code ClientFactory} makes all of these.
 *
 * <p>Packages below this one do not use it: they know nothing of builders, options and subscriptions.
 *
 * <p>Start with {@link io.qmp.client.QmpClient#connect QmpClient.connect}.
 */
@NullMarked
package io.qmp.client;

import org.jspecify.annotations.NullMarked;
