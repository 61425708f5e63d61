/**
 * Monitors: the places where clients are served, and how many at a time.
 */
@NullMarked
package io.qmp.server.monitor;

import org.jspecify.annotations.NullMarked;
