/**
 * Connections and event loops within a program: for clients and servers in one process, for programs with a main
 * loop of their own, and for tests that drive time.
 *
 * <p>Start with {@link io.qmp.api.local.LocalConnection}.
 */
@NullMarked
package io.qmp.api.local;

import org.jspecify.annotations.NullMarked;
