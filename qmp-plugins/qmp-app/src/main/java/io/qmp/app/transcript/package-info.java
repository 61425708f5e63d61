/** The subcommands {@code replay} and {@code record}: a server that answers from a file, and a tap that writes one. */
@NullMarked
package io.qmp.app.transcript;

import org.jspecify.annotations.NullMarked;
