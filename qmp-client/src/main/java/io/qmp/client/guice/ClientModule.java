package io.qmp.client.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.qmp.api.Experimental;
import io.qmp.api.secret.Redaction;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.WireCodec;
import io.qmp.client.ClientOptions;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.client.spi.CallListener;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.client.spi.TrafficTap;
import java.util.Set;

/**
 * Binds {@link QmpClientBuilder}, not as a singleton: each place gets its own, says what is special to its client, and
 * connects.
 *
 * <p>Needs bindings of {@link WireCodec} and {@link Transport}, which the modules of codec and transport bring. {@link
 * ClientOptions}, {@link Redaction} and {@link ClientMetrics} have defaults and can be set through {@link
 * OptionalBinder}. Taps are a {@code Multibinder<TrafficTap>}, listeners to calls a {@code Multibinder<CallListener>}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@SuppressWarnings("exports") // only users of this class require Guice
public final class ClientModule extends AbstractModule {
    /** Makes the module. */
    public ClientModule() {}

    @Override
    protected void configure() {
        OptionalBinder.newOptionalBinder(binder(), ClientOptions.class)
                .setDefault()
                .toInstance(ClientOptions.DEFAULT);
        OptionalBinder.newOptionalBinder(binder(), Redaction.class).setDefault().toInstance(Redaction.SECRETS);
        OptionalBinder.newOptionalBinder(binder(), ClientMetrics.class)
                .setDefault()
                .toInstance(ClientMetrics.NONE);
        Multibinder.newSetBinder(binder(), TrafficTap.class);
        Multibinder.newSetBinder(binder(), CallListener.class);
    }

    @Provides
    QmpClientBuilder builder(WireCodec codec, Transport transport, ClientOptions options, Observers observers) {
        QmpClientBuilder builder = QmpClient.builder()
                .codec(codec)
                .transport(transport)
                .options(options)
                .redaction(observers.redaction())
                .metrics(observers.metrics());
        observers.taps().forEach(builder::tap);
        observers.calls().forEach(builder::callListener);
        return builder;
    }

    @Provides
    Observers observers(Redaction redaction, ClientMetrics metrics, Set<TrafficTap> taps, Set<CallListener> calls) {
        return new Observers(redaction, metrics, taps, calls);
    }

    /** What watches clients. */
    record Observers(Redaction redaction, ClientMetrics metrics, Set<TrafficTap> taps, Set<CallListener> calls) {}
}
