package io.qmp.app.metrics;

import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.app.process.Waiting;
import io.qmp.transport.nio.NioTransport;

/** Shows a page of metrics to Prometheus, by HTTP. */
public final class PageServer {
    private final NioTransport transport;
    private final EventLoop loop;

    /** Makes one that shows nothing yet. */
    public PageServer() {
        transport = NioTransport.create();
        loop = transport.newEventLoop();
    }

    NioTransport transport() {
        return transport;
    }

    EventLoop loop() {
        return loop;
    }

    /**
     * Shows what a multiplexer does.
     *
     * @return where, with the real port if any free one was asked for
     */
    public QmpAddress show(TcpAddress where, MuxPage page) throws InterruptedException {
        return listen(where, page);
    }

    QmpAddress listen(TcpAddress where, Page page) throws InterruptedException {
        Pages pages = new Pages(page, loop::nanoTime);
        HttpConnections connections = new HttpConnections(pages::answer);
        Listener listener = Waiting.await(transport.listen(
                where.toAddress(), ListenOptions.DEFAULT.withOpenToNetwork(), loop, connections::accept));
        return listener.address();
    }

    /** Closes all connections. */
    public void close() throws InterruptedException {
        Waiting.await(transport.close());
    }
}
