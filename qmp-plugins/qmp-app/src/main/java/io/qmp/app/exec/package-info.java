/** Requests from standard input, which {@code exec} executes: {@code RequestStream} has a reply for each line. */
@NullMarked
package io.qmp.app.exec;

import org.jspecify.annotations.NullMarked;
