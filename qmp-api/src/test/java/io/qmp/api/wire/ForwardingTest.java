package io.qmp.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCertificate;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.local.ManualEventLoop;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A method that is added to one of the interfaces, with a default, is forwarded too: these tests find it. */
class ForwardingTest {
    private record Call(Method method, List<Object> arguments) {}

    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(EventLoop.class, new ManualEventLoop(Instant.EPOCH, failure -> {})),
            Map.entry(String.class, "the other end"),
            Map.entry(PeerAddress.class, new PeerAddress.Unnamed("fd:7")),
            Map.entry(PeerCredentials.class, PeerCredentials.of(1, 2, 3)),
            Map.entry(Optional.class, Optional.of(new PeerCertificate("CN=ada", Optional.of("ada"), List.of()))),
            Map.entry(long.class, 5L),
            Map.entry(boolean.class, true),
            Map.entry(ByteBuffer.class, ByteBuffer.allocate(1)),
            Map.entry(List.class, List.of(new FileDescriptor(1234, closed -> {}))),
            Map.entry(Throwable.class, new IllegalStateException("cause")),
            Map.entry(Runnable.class, (Runnable) () -> {}),
            Map.entry(Duration.class, Duration.ofSeconds(3)),
            Map.entry(EventLoop.Timer.class, (EventLoop.Timer) () -> {}));

    private final List<Call> calls = new ArrayList<>();

    static Stream<Method> callsOfConnections() {
        return declared(Connection.class).filter(method -> !method.getName().equals("writeShared"));
    }

    static Stream<Method> callsOfHandlers() {
        return declared(ConnectionHandler.class);
    }

    static Stream<Method> callsOfLoops() {
        return declared(EventLoop.class);
    }

    private static Stream<Method> declared(Class<?> type) {
        return Stream.of(type.getDeclaredMethods()).filter(method -> !method.isSynthetic());
    }

    @ParameterizedTest
    @MethodSource("callsOfConnections")
    void aConnectionForwardsEachCallWithItsArgumentsAndResult(Method method) throws Exception {
        assertForwards(new ForwardingConnection(recording(Connection.class)) {}, method);
    }

    @Test
    void aConnectionThatLooksAtWhatIsWrittenSeesSharedBytes() throws Exception {
        ByteBuffer shared = ByteBuffer.allocateDirect(1).asReadOnlyBuffer();
        List<ByteBuffer> seen = new ArrayList<>();
        new ForwardingConnection(recording(Connection.class)) {
            @Override
            public void write(ByteBuffer bytes) {
                seen.add(bytes);
                super.write(bytes);
            }
        }.writeShared(shared);

        assertThat(seen).containsExactly(shared);
        assertThat(calls)
                .containsExactly(new Call(Connection.class.getMethod("write", ByteBuffer.class), List.of(shared)));
    }

    @ParameterizedTest
    @MethodSource("callsOfHandlers")
    void aHandlerForwardsEachCallWithItsArguments(Method method) throws Exception {
        assertForwards(new ForwardingHandler(recording(ConnectionHandler.class)) {}, method);
    }

    @ParameterizedTest
    @MethodSource("callsOfLoops")
    void aLoopForwardsEachCallWithItsArgumentsAndResult(Method method) throws Exception {
        assertForwards(new ForwardingEventLoop(recording(EventLoop.class)) {}, method);
    }

    private void assertForwards(Object forwarding, Method method) throws Exception {
        Object[] arguments =
                Stream.of(method.getParameterTypes()).map(this::value).toArray();
        Object result = method.invoke(forwarding, arguments);
        assertThat(calls).containsExactly(new Call(method, List.of(arguments)));
        if (method.getReturnType() != void.class) {
            assertThat(result).isEqualTo(value(method.getReturnType()));
        }
    }

    private <T> T recording(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    calls.add(new Call(method, arguments == null ? List.of() : List.of(arguments)));
                    return method.getReturnType() == void.class ? null : value(method.getReturnType());
                }));
    }

    private Object value(Class<?> type) {
        if (type == ConnectionHandler.class) {
            return recording(ConnectionHandler.class);
        }
        assertThat(VALUES).containsKey(type);
        return VALUES.get(type);
    }
}
