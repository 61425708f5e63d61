package io.qmp.codec.bind;

import static io.qmp.codec.bind.Values.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.error.BindingException;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.type.Case;
import io.qmp.api.type.Inline;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Union;
import io.qmp.api.value.QmpObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Objects whose members stand in the enclosing object. */
class InlineTest {
    enum Transport {
        EXEC,
        SOCKET
    }

    enum SocketType {
        UNIX,
        FD
    }

    @Union(tag = "type", type = SocketType.class)
    sealed interface Socket {
        @Case("unix")
        record Unix(String path) implements Socket {}

        @Case("fd")
        record Fd(String str) implements Socket {}
    }

    /** Two tags on one level. */
    @Union(tag = "transport", type = Transport.class)
    sealed interface Address {
        @Case("exec")
        record Exec(List<String> args) implements Address {}

        @Case("socket")
        record ToSocket(@Inline Socket address) implements Address {}
    }

    record Bitmap(String node, @Nullable String name) {}

    @CommandName("bitmap-clear")
    record BitmapClear(@Inline Bitmap bitmap) implements Command<Nothing> {}

    @CommandName("bitmap-merge")
    record BitmapMerge(@Inline Bitmap bitmap, long granularity) implements Command<Bitmap> {}

    @CommandName("migrate")
    record Migrate(@Inline Address address) implements Command<Nothing> {}

    private final Binder binder = new RecordBinder(CompatPolicy.ACCEPT);
    private final CommandBinding<BitmapClear, Nothing> bitmapClear = binder.command(BitmapClear.class);
    private final CommandBinding<BitmapMerge, Bitmap> bitmapMerge = binder.command(BitmapMerge.class);
    private final CommandBinding<Migrate, Nothing> migrate = binder.command(Migrate.class);

    @Test
    void membersAreReadAndWrittenInTheEnclosingObject() {
        roundTrip(bitmapClear, new BitmapClear(new Bitmap("n", null)), object("node", "n"));
        roundTrip(
                bitmapMerge,
                new BitmapMerge(new Bitmap("n", "b"), 4),
                object("granularity", 4, "node", "n", "name", "b"));
    }

    @Test
    void aUnionMayBeInsideOfAUnion() {
        roundTrip(
                migrate,
                new Migrate(new Address.ToSocket(new Socket.Unix("/s"))),
                object("transport", "socket", "type", "unix", "path", "/s"));
        roundTrip(
                migrate,
                new Migrate(new Address.Exec(List.of("true"))),
                object("transport", "exec", "args", Values.array("true")));
    }

    @Test
    void whatIsInNeitherIsUnexpected() {
        rejects(bitmapClear, object("node", "n", "size", 1), "Parameter 'size' is unexpected");
        rejects(bitmapMerge, object("node", "n", "granularity", 1, "size", 1), "Parameter 'size' is unexpected");
        rejects(bitmapMerge, object("granularity", 1), "Parameter 'node' is missing");
        rejects(
                migrate,
                object("transport", "socket", "type", "fd", "str", "f", "path", "/s"),
                "Parameter 'path' is unexpected");
        rejects(migrate, object("transport", "socket", "path", "/s"), "Parameter 'type' is missing");
    }

    @Test
    void introspectionTellsOfTheTypeItselfWhereThereIsNothingElse() {
        Schema schema = binder.introspect(List.of(bitmapClear, bitmapMerge, migrate), List.of(), TypeNames.JAVA);

        assertThat(schema.command("bitmap-clear").orElseThrow().argType()).isEqualTo("Bitmap");
        assertThat(members(schema, "BitmapMerge")).containsExactly("granularity", "node", "name");
        assertThat(schema.command("migrate").orElseThrow().argType()).isEqualTo("Address");
        SchemaInfo.ObjectType address =
                (SchemaInfo.ObjectType) schema.entity("Address").orElseThrow();
        assertThat(address.variants())
                .containsExactly(new SchemaInfo.Variant("exec", "Exec"), new SchemaInfo.Variant("socket", "Socket"));
        assertThat(members(schema, "Socket")).containsExactly("type");
    }

    private static List<String> members(Schema schema, String type) {
        return ((SchemaInfo.ObjectType) schema.entity(type).orElseThrow())
                .members().stream().map(SchemaInfo.ObjectMember::name).toList();
    }

    @CommandName("maybe")
    record Maybe(@Inline @Nullable Bitmap bitmap) implements Command<Nothing> {}

    @Test
    void itIsAlwaysThere() {
        assertThatThrownBy(() -> binder.command(Maybe.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Maybe.bitmap");
    }

    private static <C extends Command<R>, R> void roundTrip(CommandBinding<C, R> binding, C command, QmpObject value) {
        assertThat(binding.writeArguments(command)).isEqualTo(value);
        assertThat(binding.readArguments(value)).isEqualTo(command);
    }

    private static void rejects(CommandBinding<?, ?> binding, QmpObject arguments, String text) {
        assertThatThrownBy(() -> binding.readArguments(arguments))
                .isInstanceOfSatisfying(
                        BindingException.class,
                        e -> assertThat(e.error().desc()).isEqualTo(text));
    }
}
