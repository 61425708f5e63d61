/**
 * A program that writes Java sources: records for the commands and events of a QMP program, from its introspection.
 *
 * <p>Start with {@link io.qmp.schema.generator.Main}.
 */
@NullMarked
package io.qmp.schema.generator;

import org.jspecify.annotations.NullMarked;
