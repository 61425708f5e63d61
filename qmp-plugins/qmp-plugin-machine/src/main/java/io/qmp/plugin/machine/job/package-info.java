/** Jobs: what clients start with one command and watch with others, whatever its work is. */
@NullMarked
package io.qmp.plugin.machine.job;

import org.jspecify.annotations.NullMarked;
