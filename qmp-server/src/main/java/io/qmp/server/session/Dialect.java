package io.qmp.server.session;

import io.qmp.api.message.AgentNames;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.wire.WireFormat;

/** How a server speaks with its clients. */
public enum Dialect {
    /** QMP: with a greeting, negotiation and events; lines end with CR LF. */
    QMP,

    /**
     * The guest agent's: requests and replies only; lines end with LF; some commands have no reply when they succeed;
     * what a client leaves unfinished is the beginning of what the next one sends.
     */
    AGENT;

    WireFormat format(boolean pretty) {
        return this == AGENT ? WireFormat.AGENT : pretty ? WireFormat.PRETTY_SERVER : WireFormat.SERVER;
    }

    /** {@return whether a reply is not sent} */
    boolean isSilent(QmpMessage message, Reply reply) {
        return this == AGENT
                && reply instanceof Reply.Success
                && message instanceof Request request
                && AgentNames.isSilent(request.command());
    }

    /** {@return whether the byte that ends what came before is sent in front of a reply} */
    boolean isDelimited(QmpMessage message, Reply reply) {
        return this == AGENT
                && reply instanceof Reply.Success
                && message instanceof Request request
                && request.command().equals(AgentNames.SYNC_DELIMITED);
    }
}
