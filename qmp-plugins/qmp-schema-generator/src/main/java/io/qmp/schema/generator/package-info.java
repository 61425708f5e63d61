/**
 * A program that writes Java sources: records for the commands and events of a QMP program, from its introspection.
 */
@NullMarked
package io.qmp.schema.generator;

import org.jspecify.annotations.NullMarked;
