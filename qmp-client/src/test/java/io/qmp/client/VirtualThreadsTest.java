package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The client for threads that may wait, used by far more threads than there are cores. */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {
    @TempDir
    Path directory;

    @Test
    void thousandsMayWait() throws Exception {
        Transport transport = Transports.installed().open();
        transport
                .listen(
                        QmpAddress.unix(directory.resolve("qmp")),
                        ListenOptions.DEFAULT,
                        transport.newEventLoop(),
                        TinyServer::serve)
                .toCompletableFuture()
                .join();
        ExecutorService threads = newVirtualThreads();
        try (BlockingQmpClient client = QmpClient.connect(QmpAddress.unix(directory.resolve("qmp")))
                        .toCompletableFuture()
                        .join()
                        .blocking();
                var events = client.async().subscribe()) {
            List<Future<QmpValue>> all = new ArrayList<>();
            for (int i = 0; i < 5000; i++) {
                QmpObject arguments = QmpObject.of("i", QmpValue.of(i));
                all.add(threads.submit(() -> client.execute("echo", arguments)));
            }
            Future<EventNotice<?>> event =
                    threads.submit(() -> events.iterator().next());
            for (int i = 0; i < 5000; i++) {
                assertThat(all.get(i).get()).isEqualTo(QmpObject.of("i", QmpValue.of(i)));
            }
            client.execute("happen", QmpObject.EMPTY);
            assertThat(event.get().getClass()).isEqualTo(EventNotice.Happened.class);
        } finally {
            threads.shutdown();
            transport.close().toCompletableFuture().join();
        }
    }

    /** The project is compiled for a Java that does not have them. */
    private static ExecutorService newVirtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
