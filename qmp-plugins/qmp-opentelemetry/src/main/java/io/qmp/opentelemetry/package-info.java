/** Spans of commands, by the conventions of OpenTelemetry for remote procedure calls. */
@NullMarked
package io.qmp.opentelemetry;

import org.jspecify.annotations.NullMarked;
