/**
 * Puts the parts of a client together.
 */
@NullMarked
package io.qmp.client.composition;

import org.jspecify.annotations.NullMarked;
