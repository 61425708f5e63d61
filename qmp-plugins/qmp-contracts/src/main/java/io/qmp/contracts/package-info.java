/**
 * Contracts as tests: what every transport and every plugin must do. Beside them what other tests need: {@code
 * ScriptedPeer} is the server of a client that is tested, {@code TextClient} the client of a server that is tested,
 * both on an event loop that the test drives; {@code SocketPeer} is either on a real socket; {@code Certificates} has
 * files for TLS. Reads the API and JUnit only, so that every other module can be tested against it.
 *
 * <p>Start with {@link io.qmp.contracts.PluginContract} or {@link io.qmp.contracts.TransportContract}.
 */
@NullMarked
package io.qmp.contracts;

import org.jspecify.annotations.NullMarked;
