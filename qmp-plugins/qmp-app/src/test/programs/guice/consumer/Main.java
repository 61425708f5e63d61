package consumer;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.client.QmpClient;
import io.qmp.codec.guice.CodecModule;
import io.qmp.server.QmpServer;
import io.qmp.server.guice.ServerModule;
import io.qmp.transport.vertx.guice.TransportModule;

/** Starts a server at an address, with a plugin that Guice makes, and greets it. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        try {
            Injector injector = Guice.createInjector(
                    new CodecModule(), new TransportModule(), ServerModule.withInstalledPlugins(), new Greetings());
            QmpAddress address = QmpAddress.parse(args[0]);
            injector.getInstance(QmpServer.class).listen(address).join();
            QmpClient client = QmpClient.builder()
                    .transport(injector.getInstance(Transport.class))
                    .connect(address)
                    .join();
            System.out.println(client.execute(new Greet()).join());
        } catch (Throwable e) {
            e.printStackTrace(System.out);
        }
        System.exit(0);
    }

    /** Binds the plugin and what is injected into it. */
    static final class Greetings extends AbstractModule {
        @Override
        protected void configure() {
            Multibinder.newSetBinder(binder(), QmpPlugin.class).addBinding().to(GreetPlugin.class);
        }

        @Provides
        @Singleton
        String greeting() {
            return "hello from Guice";
        }
    }
}
