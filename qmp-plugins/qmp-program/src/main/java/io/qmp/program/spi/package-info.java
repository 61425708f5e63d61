/**
 * Interfaces that plugins implement to bring subcommands: {@link io.qmp.program.spi.Subcommand}, found by
 * {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.qmp.program.spi;

import org.jspecify.annotations.NullMarked;
