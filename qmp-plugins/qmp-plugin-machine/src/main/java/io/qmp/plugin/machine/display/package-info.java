/**
 * The screen and the input devices, which show nothing and do nothing. Hidden.
 */
@NullMarked
package io.qmp.plugin.machine.display;

import org.jspecify.annotations.NullMarked;
