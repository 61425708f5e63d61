package io.qmp.program.probe;

import io.qmp.api.Experimental;

/**
 * What a server has said by itself when it was connected to, and what it has answered an agent's question.
 *
 * @param failure why there is no connection, as the transport says; empty if there is one
 * @param text the first that it has sent; empty if that is nothing
 * @param ended whether it has ended the connection
 * @param negotiated whether it has answered {@code qmp_capabilities}; only asked if it has greeted
 * @param agent whether it has answered as a guest agent; only asked if it has sent nothing
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Heard(String failure, String text, boolean ended, boolean negotiated, boolean agent) {}
