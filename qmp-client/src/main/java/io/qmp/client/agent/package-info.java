/**
 * The peculiarities of guest agents: the byte 0xFF that resets their parser, and the handshake that uses it.
 */
@NullMarked
package io.qmp.client.agent;

import org.jspecify.annotations.NullMarked;
