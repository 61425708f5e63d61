package io.qmp.codec.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.qmp.api.Experimental;
import io.qmp.api.wire.WireCodec;
import io.qmp.codec.JsonWireCodec;

/**
 * Binds {@link WireCodec}, a singleton: its readers and writers are made for each connection, and are not bound.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@SuppressWarnings("exports") // users of this class require Guice; for others it is optional
public final class CodecModule extends AbstractModule {
    /** Makes the module. */
    public CodecModule() {}

    @Provides
    @Singleton
    WireCodec codec() {
        return new JsonWireCodec();
    }
}
