package io.qmp.server.guice;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import io.qmp.api.wire.WireCodec;
import io.qmp.server.QmpServer;
import io.qmp.server.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerModuleTest {
    private final List<String> seen = new ArrayList<>();
    private final Transport transport = Transports.installed().open();

    /** What a program binds: plugins of its own, whose members the injector fills, and options. */
    private final class ProgramModule extends AbstractModule {
        @Override
        protected void configure() {
            bind(WireCodec.class).toInstance(WireCodec.installed());
            bind(Transport.class).toInstance(transport);
            bind(String.class).toInstance("injected");
            OptionalBinder.newOptionalBinder(binder(), ServerOptions.class)
                    .setBinding()
                    .toInstance(ServerOptions.DEFAULT.withOutOfBand(false));
            Multibinder.newSetBinder(binder(), QmpPlugin.class).addBinding().toInstance(new InjectedPlugin());
        }
    }

    private final class InjectedPlugin implements QmpPlugin {
        @Inject
        private String word = "";

        @Override
        public void register(PluginRegistry registry) {
            seen.add(word);
        }
    }

    @Test
    void buildsOneServerOfWhatIsBound() {
        Injector injector = Guice.createInjector(ServerModule.withoutPlugins(), new ProgramModule());
        QmpServer server = injector.getInstance(QmpServer.class);

        assertThat(injector.getInstance(QmpServer.class)).isSameAs(server);
        assertThat(seen).isEqualTo(List.of("injected"));
        assertThat(server.context().commandNames().contains("qmp_capabilities")).isTrue();
        server.shutdown(ShutdownCause.HOST_SIGNAL).join();
        transport.close().toCompletableFuture().join();
    }
}
