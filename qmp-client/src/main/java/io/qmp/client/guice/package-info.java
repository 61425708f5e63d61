/**
 * The client for programs that are wired by Guice.
 *
 * <p>Start with {@link io.qmp.client.guice.ClientModule}.
 */
@NullMarked
package io.qmp.client.guice;

import org.jspecify.annotations.NullMarked;
