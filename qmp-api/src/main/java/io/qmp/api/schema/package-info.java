/**
 * The introspection model: what {@code query-qmp-schema} answers.
 *
 * <p>Start with {@link io.qmp.api.schema.Schema}.
 */
@NullMarked
package io.qmp.api.schema;

import org.jspecify.annotations.NullMarked;
