/**
 * Commands as people type them: {@link io.qmp.shell.ShellLine} is the grammar, {@link io.qmp.shell.SchemaCompleter}
 * completes and checks a line by a peer's introspection, {@link io.qmp.shell.Explanation} shows what the introspection
 * says, {@link io.qmp.shell.Rendering} writes results. Nothing here has a terminal or a connection.
 *
 * <p>Start with {@link io.qmp.shell.ShellLine}.
 */
@NullMarked
package io.qmp.shell;

import org.jspecify.annotations.NullMarked;
