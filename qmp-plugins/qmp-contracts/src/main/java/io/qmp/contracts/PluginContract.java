package io.qmp.contracts;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.Experimental;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.WireNames;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Tests that every plugin must pass. The author of a plugin implements this interface in a test class, on the class
 * path or in a module. The tests need a {@link TestServerProvider}; {@code io.qmp:qmp-testkit} has one.
 *
 * <pre>{@code
 * class GreetPluginTest implements PluginContract {
 *     @Override
 *     public QmpPlugin plugin() {
 *         return new GreetPlugin();
 *     }
 * }
 * }</pre>
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface PluginContract {
    /** {@return a new instance of the plugin} Called once for each test. */
    QmpPlugin plugin();

    /** The plugin registers at least one command or event. */
    @Test
    default void registersACommandOrAnEvent() {
        try (TestServer server = TestServer.with(plugin())) {
            List<String> registered = server.context().schema().entities().stream()
                    .filter(entity -> entity instanceof SchemaInfo.Command || entity instanceof SchemaInfo.Event)
                    .map(SchemaInfo::name)
                    .filter(name -> !name.equals(WireNames.QMP_CAPABILITIES))
                    .toList();
            assertFalse(registered.isEmpty(), "neither a command nor an event");
        }
    }

    /** A command with an unknown argument fails and causes no event: a mistyped argument must not count as absent. */
    @Test
    default void refusesUnknownArguments() {
        try (TestServer server = TestServer.with(plugin())) {
            assertAll(server.context().commandNames().stream().map(name -> () -> {
                QmpError error = assertThrows(
                                CommandFailedException.class,
                                () -> server.execute(name, QmpObject.of("__org.example_unknown", QmpNull.NULL)),
                                name)
                        .error();
                assertEquals(QmpError.GENERIC_ERROR, error.errorClass(), name);
                assertTrue(error.desc().matches("Parameter '.*' is (missing|unexpected)"), name + ": " + error.desc());
            }));
            assertEquals(List.of(), server.eventNames());
        }
    }

    /** The schema has all types that it refers to. */
    @Test
    default void describesEveryTypeItRefersTo() {
        try (TestServer server = TestServer.with(plugin())) {
            Schema schema = server.context().schema();
            Set<String> missing = schema.entities().stream()
                    .flatMap(entity -> entity.accept(new ReferredTypes()))
                    .filter(name -> schema.entity(name).isEmpty())
                    .collect(Collectors.toSet());
            assertEquals(Set.of(), missing);
        }
    }

    /** After the end of the server the plugin has no timers left. */
    @Test
    default void leavesNoTimersBehind() {
        TestServer server = TestServer.with(plugin());
        server.close(); // throws if there are any
    }
}
