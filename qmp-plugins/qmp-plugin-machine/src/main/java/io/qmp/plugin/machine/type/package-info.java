/**
 * What the machine's commands and events are made of, as QEMU's schema has it, with what this machine never fills in: clients see the
 * same introspection.
 */
@NullMarked
package io.qmp.plugin.machine.type;

import org.jspecify.annotations.NullMarked;
