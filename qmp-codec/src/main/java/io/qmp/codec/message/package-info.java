/**
 * Values to messages and back: the members of QMP's envelopes.
 *
 * <p>Hidden. Knows nothing of sessions, negotiation or commands.
 */
@NullMarked
package io.qmp.codec.message;

import org.jspecify.annotations.NullMarked;
