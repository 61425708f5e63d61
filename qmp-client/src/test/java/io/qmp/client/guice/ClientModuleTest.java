package io.qmp.client.guice;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import io.qmp.api.wire.WireCodec;
import io.qmp.client.ClientOptions;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.client.spi.CallListener;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.client.spi.TrafficTap;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientModuleTest {
    private final Transport transport = Transports.installed().open();
    private final List<String> calls = new ArrayList<>();
    private final List<QmpMessage> received = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final Injector injector = Guice.createInjector(new ClientModule(), binder -> {
        binder.bind(WireCodec.class).toInstance(WireCodec.installed());
        binder.bind(Transport.class).toInstance(transport);
        Multibinder.newSetBinder(binder, TrafficTap.class).addBinding().toInstance(new TrafficTap() {
            @Override
            public void sent(QmpMessage message) {}

            @Override
            public void received(QmpMessage message) {
                received.add(message);
            }
        });
        OptionalBinder.newOptionalBinder(binder, ClientOptions.class)
                .setBinding()
                .toInstance(ClientOptions.DEFAULT.withNegotiation(false));
        Multibinder.newSetBinder(binder, CallListener.class).addBinding().toInstance(call -> {
            calls.add(call.command());
            return end -> calls.add(end.outcome().name());
        });
        OptionalBinder.newOptionalBinder(binder, ClientMetrics.class)
                .setBinding()
                .toInstance(new ClientMetrics() {
                    @Override
                    public void sent(String command) {
                        sent.add(command);
                    }
                });
    });

    @AfterEach
    void close() {
        transport.close().toCompletableFuture().join();
    }

    @Test
    void givesEachItsOwnBuilder() {
        assertThat(injector.getInstance(QmpClientBuilder.class))
                .isNotSameAs(injector.getInstance(QmpClientBuilder.class));
    }

    @Test
    void bringsWhatIsBound() {
        ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
        LocalConnection.Ends ends = LocalConnection.open(loop, "client", "server");
        var connecting = injector.getInstance(QmpClientBuilder.class).over(ends.first());
        ends.second().write(ByteBuffer.wrap("{\"QMP\": {}}".getBytes(StandardCharsets.US_ASCII)));
        ends.second().flush();
        loop.runPending();

        assertThat(received.size()).isEqualTo(1);
        QmpClient client = connecting.join();
        client.execute("query-status", QmpObject.EMPTY);
        loop.runPending();
        assertThat(sent).isEqualTo(List.of("query-status"));
        client.close();
        loop.runPending();
        assertThat(calls).isEqualTo(List.of("query-status", "LOST"));
        assertThat(((io.qmp.api.message.Greeting) received.get(0)).body()).isEqualTo(QmpObject.EMPTY);
    }
}
