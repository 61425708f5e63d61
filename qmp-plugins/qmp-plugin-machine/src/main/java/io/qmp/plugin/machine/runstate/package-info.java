/**
 * What the machine is doing: its run states, one class each, and what moves it from one to the next.
 */
@NullMarked
package io.qmp.plugin.machine.runstate;

import org.jspecify.annotations.NullMarked;
