package io.qmp.client.composition;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.log.LoopWatch;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import io.qmp.client.connection.Acceptor;
import io.qmp.client.connection.Backoff;
import io.qmp.client.connection.ConnectionManager;
import io.qmp.client.connection.Connector;
import io.qmp.client.connection.Dialer;
import io.qmp.client.connection.LinkContext;
import io.qmp.client.connection.LinkSettings;
import io.qmp.client.connection.Protocol;
import io.qmp.client.connection.ProvidedConnector;
import io.qmp.client.connection.Target;
import io.qmp.client.event.EventHub;
import io.qmp.client.observe.Gauges;
import io.qmp.client.observe.Observation;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes the parts of a client and connects them: transport and loop → {@link Connector} → {@link ConnectionManager},
 * which makes the links; beside it the {@link EventHub}. Nothing is started here.
 *
 * @param settings how links behave
 * @param observation what watches the client
 * @param protocol the variant that the peer speaks
 * @param reconnect empty not to reconnect
 * @param observer called for changes of the state
 */
public record ClientFactory(
        LinkSettings settings,
        Observation observation,
        Protocol protocol,
        Optional<Backoff.Delays> reconnect,
        ConnectionManager.Observer observer) {

    /**
     * What a client consists of.
     *
     * @param context what its links share
     */
    public record Parts(LinkContext context, ConnectionManager manager) {}

    /**
     * Where connections are made. An absent transport is opened, and closed with the client; an absent loop is made.
     *
     * @param choice where an absent one is chosen from, by the address
     */
    public record Network(Optional<Transport> transport, Supplier<Transports> choice, Optional<EventLoop> loop) {
        private Transport open(QmpAddress address) {
            return choice.get().openFor(address);
        }
    }

    /** {@return a client that connects to an address, and tries for as long as {@code limit}} */
    public Parts connecting(Network network, QmpAddress address, ConnectOptions how, Duration limit) {
        return onNetwork(network, address, target -> new Dialer(target, how, limit));
    }

    /** {@return a client that waits at an address for its server} */
    public Parts accepting(Network network, QmpAddress address, ListenOptions how, Duration limit) {
        return onNetwork(network, address, target -> new Acceptor(target, how, limit));
    }

    /** {@return a client of a connection that is there} */
    public Parts over(Connection connection) {
        return parts(connection.loop(), new ProvidedConnector(connection));
    }

    private Parts onNetwork(Network network, QmpAddress address, Function<Target, Connector> connectors) {
        Transport transport = network.transport().map(Transports::contained).orElseGet(() -> network.open(address));
        boolean own = network.transport().isEmpty();
        try {
            EventLoop loop = network.loop().orElseGet(transport::newEventLoop);
            Connector connector = connectors.apply(new Target(transport, loop, address));
            return parts(loop, own ? new Owning(connector, transport) : connector);
        } catch (Throwable e) {
            if (own) {
                transport.close();
            }
            throw e;
        }
    }

    private Parts parts(EventLoop loop, Connector connector) {
        SplittableRandom random = new SplittableRandom();
        LoopWatch watch = new LoopWatch(loop, settings.times().blockedLoop(), observation.log());
        LinkContext context = new LinkContext(
                watch,
                settings,
                observation,
                protocol,
                settings.codec().newBinder(CompatPolicy.ACCEPT),
                new EventHub(watch, observation),
                new Gauges(loop::nanoTime),
                random);
        Optional<Backoff> backoff = reconnect.map(delays -> new Backoff(delays, loop, random));
        return new Parts(context, new ConnectionManager(connector, context, backoff, observer));
    }

    /** A connector together with the transport that was opened for it. */
    private record Owning(Connector connector, Transport transport) implements Connector {
        @Override
        public CompletionStage<Connection> connect() {
            return connector.connect();
        }

        @Override
        public CompletionStage<Connection> connectAgain(Duration left) {
            return connector.connectAgain(left);
        }

        @Override
        public CompletionStage<Void> close() {
            return connector.close().thenCompose(nothing -> transport.close());
        }
    }
}
