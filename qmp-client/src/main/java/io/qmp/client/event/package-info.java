/**
 * Delivery of events: {@code EventHub} calls every sink, {@code EventQueue} keeps what one consumer has not taken.
 */
@NullMarked
package io.qmp.client.event;

import org.jspecify.annotations.NullMarked;
