/**
 * The server for programs that are wired by Guice.
 */
@NullMarked
package io.qmp.server.guice;

import org.jspecify.annotations.NullMarked;
