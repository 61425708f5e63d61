/**
 * Bytes to frames: where a JSON text begins and ends, what is too much of it, and where reading goes on after rubbish.
 *
 * <p>Hidden. Knows tokens and their nesting, but neither their values nor their grammar.
 */
@NullMarked
package io.qmp.codec.frame;

import org.jspecify.annotations.NullMarked;
