/**
 * Events: the type that is an event's only description, and how often it may be sent.
 */
@NullMarked
package io.qmp.api.event;

import org.jspecify.annotations.NullMarked;
