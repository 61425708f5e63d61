/**
 * The introspection model: what {@code query-qmp-schema} answers.
 */
@NullMarked
package io.qmp.api.schema;

import org.jspecify.annotations.NullMarked;
