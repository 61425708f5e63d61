/**
 * Interfaces that plugins implement to bring subcommands: {@link io.qmp.program.spi.Subcommand}, found by
 * {@link java.util.ServiceLoader}.
 *
 * <p>Start with {@link io.qmp.program.spi.Subcommand}.
 */
@NullMarked
package io.qmp.program.spi;

import org.jspecify.annotations.NullMarked;
