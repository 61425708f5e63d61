/**
 * The state of reading a value: its mode, its path for error texts, and its unexpected members.
 */
@NullMarked
package io.qmp.codec.bind.read;

import org.jspecify.annotations.NullMarked;
