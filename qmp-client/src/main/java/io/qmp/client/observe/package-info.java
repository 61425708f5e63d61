/**
 * Observers of the client: taps, metrics and logs, with secrets hidden and failures of user code contained.
 */
@NullMarked
package io.qmp.client.observe;

import org.jspecify.annotations.NullMarked;
