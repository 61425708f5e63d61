package io.qmp.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that every plugin must pass. The author of a plugin implements this interface in a test class, which may be in a
 * module of its own.
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
    /** {@return a new instance of the plugin} */
    QmpPlugin plugin();

    /** The plugin registers at least one command or event. */
    @Test
    default void bringsSomething() {
        try (LocalServer server = LocalServer.with(plugin())) {
            List<String> brought = server.server().context().schema().entities().stream()
                    .filter(entity -> entity instanceof SchemaInfo.Command || entity instanceof SchemaInfo.Event)
                    .map(SchemaInfo::name)
                    .filter(name -> !name.equals(WireNames.QMP_CAPABILITIES))
                    .toList();
            assertTrue(!brought.isEmpty(), "neither a command nor an event");
        }
    }

    /** A command with an unknown argument fails and causes no event: a mistyped argument must not count as absent. */
    @Test
    default void refusesArgumentsThatItDoesNotKnow() {
        try (LocalServer server = LocalServer.with(plugin())) {
            assertAll(server.server().context().commandNames().stream().map(name -> () -> {
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
    default void describesEveryTypeItMentions() {
        try (LocalServer server = LocalServer.with(plugin())) {
            Schema schema = server.server().context().schema();
            Set<String> missing = new HashSet<>();
            schema.entities().stream()
                    .flatMap(PluginContract::mentioned)
                    .filter(name -> schema.entity(name).isEmpty())
                    .forEach(missing::add);
            assertEquals(Set.of(), missing);
        }
    }

    /** After the end of the server the plugin has no timers left. */
    @Test
    default void leavesNothingBehind() {
        LocalServer server = LocalServer.with(plugin());
        server.close(); // throws if there are any
    }

    private static Stream<String> mentioned(SchemaInfo entity) {
        if (entity instanceof SchemaInfo.Command command) {
            return Stream.of(command.argType(), command.retType());
        }
        if (entity instanceof SchemaInfo.Event event) {
            return Stream.of(event.argType());
        }
        if (entity instanceof SchemaInfo.Array array) {
            return Stream.of(array.elementType());
        }
        if (entity instanceof SchemaInfo.ObjectType object) {
            Stream<String> members = object.members().stream().map(SchemaInfo.ObjectMember::type);
            return object.variants() == null
                    ? members
                    : Stream.concat(members, object.variants().stream().map(SchemaInfo.Variant::type));
        }
        if (entity instanceof SchemaInfo.AlternateType alternate) {
            return alternate.members().stream().map(SchemaInfo.AlternateMember::type);
        }
        return Stream.of();
    }
}
