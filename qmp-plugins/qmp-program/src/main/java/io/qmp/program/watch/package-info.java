/**
 * Conditions that a program waits for: {@link io.qmp.program.watch.WaitCondition}.
 *
 * <p>Start with {@link io.qmp.program.watch.WaitCondition}.
 */
@NullMarked
package io.qmp.program.watch;

import org.jspecify.annotations.NullMarked;
