/**
 * Marks that every public type carries: how stable it is, and who may implement it.
 *
 * <p>Start with {@link io.qmp.api.Stable} and {@link io.qmp.api.Experimental}.
 */
@NullMarked
package io.qmp.api;

import org.jspecify.annotations.NullMarked;
