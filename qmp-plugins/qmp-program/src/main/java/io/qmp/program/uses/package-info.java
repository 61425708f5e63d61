/**
 * What a program uses of a server, and which differences between two servers touch it.
 *
 * <p>Start with {@link io.qmp.program.uses.SchemaUses}.
 */
@NullMarked
package io.qmp.program.uses;

import org.jspecify.annotations.NullMarked;
