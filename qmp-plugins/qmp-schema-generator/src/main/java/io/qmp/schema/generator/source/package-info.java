/**
 * Java sources: what is generated for a command, an event, a type.
 */
@NullMarked
package io.qmp.schema.generator.source;

import org.jspecify.annotations.NullMarked;
