/**
 * The introspection of a server.
 */
@NullMarked
package io.qmp.server.schema;

import org.jspecify.annotations.NullMarked;
