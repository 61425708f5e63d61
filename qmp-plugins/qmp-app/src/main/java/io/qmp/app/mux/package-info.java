/** The multiplexer of the program. */
@NullMarked
package io.qmp.app.mux;

import org.jspecify.annotations.NullMarked;
