/**
 * The graph of block nodes: which there are, what they are made of, and who uses them. On one thread at a time.
 */
@NullMarked
package io.qmp.plugin.machine.graph;

import org.jspecify.annotations.NullMarked;
