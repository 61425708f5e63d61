/**
 * The parts of a server put together, its shutdown, and its view for plugins.
 */
@NullMarked
package io.qmp.server.composition;

import org.jspecify.annotations.NullMarked;
