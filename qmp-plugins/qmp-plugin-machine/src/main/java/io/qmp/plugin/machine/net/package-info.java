/**
 * The network of the machine: its backends and its cards.
 */
@NullMarked
package io.qmp.plugin.machine.net;

import org.jspecify.annotations.NullMarked;
