/** Event loops, connections and listeners over the channels of Netty. */
@NullMarked
package io.qmp.transport.vertx.channel;

import org.jspecify.annotations.NullMarked;
