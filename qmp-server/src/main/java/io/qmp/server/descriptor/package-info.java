/**
 * The file descriptors that clients have left with the server.
 */
@NullMarked
package io.qmp.server.descriptor;

import org.jspecify.annotations.NullMarked;
