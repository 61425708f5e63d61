/** Between the clients and QEMU: {@link io.qmp.mux.relay.Relay} passes commands on, the rest decides and remembers. */
@NullMarked
package io.qmp.mux.relay;

import org.jspecify.annotations.NullMarked;
