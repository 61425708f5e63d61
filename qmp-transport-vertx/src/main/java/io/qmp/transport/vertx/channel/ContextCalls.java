package io.qmp.transport.vertx.channel;

import io.qmp.api.host.PeerAddress;
import io.qmp.api.socket.HandlerCalls;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Consumer;

/** Calls handlers with the loop's context as the current one. */
final class ContextCalls extends HandlerCalls {
    private final VertxEventLoop loop;

    ContextCalls(VertxEventLoop loop, PeerAddress peer, Consumer<Throwable> failed) {
        super(peer, failed);
        this.loop = loop;
    }

    @Override
    protected Object enter() {
        return loop.enter();
    }

    @Override
    protected void leave(Object entered) {
        loop.leave((ContextInternal) entered);
    }
}
