/**
 * What is made of command lines: {@link io.qmp.program.text.ManualPage manual pages} and scripts that {@link
 * io.qmp.program.text.CompletingShell complete} them in a shell.
 */
@NullMarked
package io.qmp.program.text;

import org.jspecify.annotations.NullMarked;
