/**
 * What the user's folders have about peers: {@code PeerFile} the names that the user has given them,
 * {@code SchemaCache} the introspections that were seen before.
 */
@NullMarked
package io.qmp.app.peer;

import org.jspecify.annotations.NullMarked;
