/** Block nodes that other programs reach by NBD. */
@NullMarked
package io.qmp.plugin.machine.export;

import org.jspecify.annotations.NullMarked;
