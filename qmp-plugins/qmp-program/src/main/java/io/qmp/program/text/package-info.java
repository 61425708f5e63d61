/**
 * What is made of command lines: {@link io.qmp.program.text.ManualPage manual pages} and scripts that {@link
 * io.qmp.program.text.CompletingShell complete} them in a shell.
 *
 * <p>Start with {@link io.qmp.program.text.ManualPage}.
 */
@NullMarked
package io.qmp.program.text;

import org.jspecify.annotations.NullMarked;
