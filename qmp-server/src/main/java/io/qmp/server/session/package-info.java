/**
 * One client: from the greeting to the goodbye.
 */
@NullMarked
package io.qmp.server.session;

import org.jspecify.annotations.NullMarked;
