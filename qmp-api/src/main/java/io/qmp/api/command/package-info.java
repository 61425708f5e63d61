/**
 * Commands: the type that is a command's only description, and the handler that carries it out.
 */
@NullMarked
package io.qmp.api.command;

import org.jspecify.annotations.NullMarked;
