/**
 * Connections and event loops within a program: for clients and servers in one process, for programs with a main
 * loop of their own, and for tests that drive time.
 */
@NullMarked
package io.qmp.api.local;

import org.jspecify.annotations.NullMarked;
