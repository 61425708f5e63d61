/**
 * One client, from the greeting until its connection is closed; and the registry of all clients.
 */
@NullMarked
package io.qmp.server.session;

import org.jspecify.annotations.NullMarked;
