/**
 * Which client may do what: {@link io.qmp.mux.policy.Role}, and {@link io.qmp.mux.policy.Policy} for a file of them.
 */
@NullMarked
package io.qmp.mux.policy;

import org.jspecify.annotations.NullMarked;
