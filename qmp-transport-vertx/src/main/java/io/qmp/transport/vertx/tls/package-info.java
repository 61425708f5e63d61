/** TLS of clients and servers, and the reasons for which it fails. */
@NullMarked
package io.qmp.transport.vertx.tls;

import org.jspecify.annotations.NullMarked;
