/**
 * The command line of a subcommand of {@code qmp}: {@link io.qmp.program.Syntax} describes it for reading, help,
 * completion and manual pages; {@link io.qmp.program.ToolLine} is what a user has given. Implementations of subcommands
 * are {@link io.qmp.program.spi.Subcommand}s.
 *
 * <p>Start with {@link io.qmp.program.Syntax}.
 */
@NullMarked
package io.qmp.program;

import org.jspecify.annotations.NullMarked;
