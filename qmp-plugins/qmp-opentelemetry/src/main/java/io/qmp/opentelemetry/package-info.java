/**
 * Spans of commands, by the conventions of OpenTelemetry for remote procedure calls.
 *
 * <p>Start with {@link io.qmp.opentelemetry.OpenTelemetryCalls}.
 */
@NullMarked
package io.qmp.opentelemetry;

import org.jspecify.annotations.NullMarked;
