/**
 * Block nodes and the graph that they make, the disks that show them to the guest, bitmaps and transactions. On one
 * thread at a time.
 */
@NullMarked
package io.qmp.plugin.machine.block;

import org.jspecify.annotations.NullMarked;
