/**
 * The server for programs that are wired by Guice.
 *
 * <p>Start with {@link io.qmp.server.guice.ServerModule}.
 */
@NullMarked
package io.qmp.server.guice;

import org.jspecify.annotations.NullMarked;
