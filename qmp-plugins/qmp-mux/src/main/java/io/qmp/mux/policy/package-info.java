/**
 * Which client may do what: {@link io.qmp.mux.policy.Role}, and {@link io.qmp.mux.policy.Policy} for a file of them.
 *
 * <p>Start with {@link io.qmp.mux.policy.RoleSource}.
 */
@NullMarked
package io.qmp.mux.policy;

import org.jspecify.annotations.NullMarked;
