/**
 * The subcommands that are clients. {@code Tools} reads their command line and runs one of {@code Subcommands}:
 * each is a class. {@code Peer} is the server to connect to, {@code ExitStatus} the status that a failure has.
 */
@NullMarked
package io.qmp.app.tool;

import org.jspecify.annotations.NullMarked;
