/**
 * Binding: how described Java types become QMP values and back, checked as QEMU checks.
 *
 * <p>Implemented by the codec, used by client and server.
 */
@NullMarked
package io.qmp.api.bind;

import org.jspecify.annotations.NullMarked;
