/** Addresses of sockets: host names, files of unix sockets, and the messages of failed attempts. */
@NullMarked
package io.qmp.transport.nio.address;

import org.jspecify.annotations.NullMarked;
