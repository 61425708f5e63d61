package io.qmp.mux.policy;

import io.qmp.api.Experimental;

/**
 * The decision of a role about a request.
 *
 * @param allowed whether it is passed on
 * @param rule why: the rule that decided, in words
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Decision(boolean allowed, String rule) {}
