/**
 * The messages of QMP: what one peer says to the other, without how it is written.
 *
 * <p>Section 2 of the QMP specification: greeting, requests ("commands"), replies, events.
 *
 * <p>Start with {@link io.qmp.api.message.QmpMessage}.
 */
@NullMarked
package io.qmp.api.message;

import org.jspecify.annotations.NullMarked;
