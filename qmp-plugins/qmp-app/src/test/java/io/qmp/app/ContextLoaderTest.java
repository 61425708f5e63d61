package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import io.qmp.server.QmpServer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads of native code and of some containers have no context class loader. */
class ContextLoaderTest {
    @TempDir
    Path directory;

    @Test
    void aThreadWithoutAContextLoaderMakesServerAndClient() {
        CompletableFuture<Object> version = new CompletableFuture<>();
        Thread thread = new Thread(() -> version.completeAsync(this::version, Runnable::run));
        thread.setContextClassLoader(null);
        thread.start();

        assertThat(version.join()).asString().contains("qemu", "major");
    }

    private Object version() {
        assertThat(Thread.currentThread().getContextClassLoader()).isNull();
        QmpAddress address = QmpAddress.unix(directory.resolve("qmp"));
        QmpServer server = QmpServer.builder().build();
        server.listen(address).join();
        QmpClient client =
                QmpClient.builder().connect(address).toCompletableFuture().join();
        Object version = client.execute("query-version", QmpObject.EMPTY).join();
        client.close().toCompletableFuture().join();
        server.shutdown(ShutdownCause.HOST_SIGNAL).join();
        return version;
    }
}
