/**
 * From a request to its handler and from the result to the reply.
 */
@NullMarked
package io.qmp.server.dispatch;

import org.jspecify.annotations.NullMarked;
