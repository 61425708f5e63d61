package io.qmp.codec.bind;

import static io.qmp.codec.bind.Values.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.LenienceListener;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.error.BindingException;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.type.Case;
import io.qmp.api.type.Newer;
import io.qmp.api.type.Open;
import io.qmp.api.type.Rest;
import io.qmp.api.type.Union;
import io.qmp.api.type.Versions;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.derive.SpokenVersion;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What only older peers have, and what they do not have. */
class VersionsTest {
    enum Mode {
        FULL,
        @Versions(until = "7.2")
        BLOCK
    }

    @Union(tag = "mode", type = Mode.class)
    sealed interface Info {
        @Nullable
        Open<Mode> mode();

        @Case("full")
        record Full(@Newer @Nullable String path, long size) implements Info {
            @Override
            public Open<Mode> mode() {
                return Open.of(Mode.FULL);
            }
        }

        @Case("block")
        record Block() implements Info {
            @Override
            public Open<Mode> mode() {
                return Open.of(Mode.BLOCK);
            }
        }

        record Unknown(
                @Newer @Nullable Open<Mode> mode, @Rest QmpObject rest) implements Info {}
    }

    @CommandName("migrate")
    record Migrate(
            String uri,
            @Versions(until = "7.2") @Nullable Boolean blk,
            @Nullable Mode mode) implements Command<Info> {}

    private final Binder binder = new RecordBinder(CompatPolicy.ACCEPT);
    private final CommandBinding<Migrate, Info> migrate = binder.command(Migrate.class);

    @Test
    void clientsMaySendWhatIsFormer() {
        assertThat(migrate.writeArguments(new Migrate("u", true, Mode.BLOCK)))
                .isEqualTo(object("uri", "u", "blk", true, "mode", "block"));
    }

    @Test
    void serversRefuseWhatIsFormer() {
        rejects(object("uri", "u", "blk", true), "Parameter 'blk' is unexpected");
        rejects(object("uri", "u", "mode", "block"), "Parameter 'mode' does not accept value 'block'");
    }

    @Test
    void whatOlderPeersDoNotHaveIsNull() {
        assertThat(migrate.readResult(object("mode", "full", "size", 1))).isEqualTo(new Info.Full(null, 1));
        assertThat(migrate.writeResult(new Info.Full(null, 1))).isEqualTo(object("mode", "full", "size", 1));
    }

    @Test
    void anObjectOfAnOlderPeerMayHaveNoTag() {
        assertThat(migrate.readResult(object("size", 1))).isEqualTo(new Info.Unknown(null, object("size", 1)));
        assertThat(migrate.readResult(object("mode", "block"))).isEqualTo(new Info.Block());
    }

    @Test
    void introspectionTellsWhatPeersOfTodayHave() {
        Schema schema = binder.introspect(List.of(migrate), List.of(), TypeNames.JAVA);

        assertThat(members(schema, "Migrate")).containsExactly("uri", "mode?");
        assertThat(members(schema, "Info")).containsExactly("mode");
        assertThat(members(schema, "Full")).containsExactly("path", "size");
        SchemaInfo.ObjectType info =
                (SchemaInfo.ObjectType) schema.entity("Info").orElseThrow();
        assertThat(info.variants()).containsExactly(new SchemaInfo.Variant("full", "Full"));
        assertThat(schema.entity("Mode"))
                .contains(new SchemaInfo.Enumeration(
                        "Mode", null, List.of(new SchemaInfo.EnumMember("full", null)), List.of("full")));
    }

    enum Cache {
        @Versions(since = "10.0")
        SHARED,
        PRIVATE,
        @Versions(until = "7.2")
        NONE
    }

    record Disk(
            @Versions(since = "10.0") boolean active,
            @Versions(until = "7.2") @Nullable Boolean step,
            String name) {}

    @CommandName("query-disk")
    record QueryDisk(
            @Nullable Cache cache,
            @Versions(since = "10.0") @Nullable Boolean flat,
            @Versions(until = "7.2") @Nullable Boolean all)
            implements Command<Disk> {}

    private static CommandBinding<QueryDisk, Disk> of(long major, long minor) {
        SpokenVersion version = new SpokenVersion(new VersionTriple(major, minor, 5));
        return new RecordBinder(CompatPolicy.ACCEPT, LenienceListener.NONE, version).command(QueryDisk.class);
    }

    @Test
    void aServerSendsTheMembersOfItsVersion() {
        Disk disk = new Disk(true, false, "d");

        assertThat(of(7, 2).writeResult(disk)).isEqualTo(object("step", false, "name", "d"));
        assertThat(of(10, 0).writeResult(disk)).isEqualTo(object("active", true, "name", "d"));
        assertThat(of(8, 1).writeResult(disk)).isEqualTo(object("name", "d"));
    }

    @Test
    void aServerTakesTheArgumentsOfItsVersion() {
        assertThat(of(7, 2).readArguments(object("cache", "none", "all", true)))
                .isEqualTo(new QueryDisk(Cache.NONE, null, true));
        assertThat(of(11, 1).readArguments(object("cache", "shared", "flat", true)))
                .isEqualTo(new QueryDisk(Cache.SHARED, true, null));
        refuses(of(7, 2), object("flat", true), "Parameter 'flat' is unexpected");
        refuses(of(10, 0), object("all", true), "Parameter 'all' is unexpected");
        refuses(of(7, 2), object("cache", "shared"), "Parameter 'cache' does not accept value 'shared'");
        refuses(of(10, 0), object("cache", "none"), "Parameter 'cache' does not accept value 'none'");
    }

    private static void refuses(CommandBinding<QueryDisk, Disk> binding, QmpObject arguments, String desc) {
        assertThatThrownBy(() -> binding.readArguments(arguments)).hasMessageContaining(desc);
    }

    @Test
    void clientsKnowAllVersions() {
        CommandBinding<QueryDisk, Disk> client = binder.command(QueryDisk.class);

        assertThat(client.readResult(object("active", true, "step", true, "name", "d")))
                .isEqualTo(new Disk(true, true, "d"));
        assertThat(client.writeArguments(new QueryDisk(Cache.SHARED, true, true)))
                .isEqualTo(object("cache", "shared", "flat", true, "all", true));
    }

    @CommandName("wrong")
    record Wrong(@Versions(until = "7.2") String name) implements Command<Info> {}

    @Test
    void whatOnlySomePeersHaveMayBeAbsent() {
        assertThatThrownBy(() -> binder.command(Wrong.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Wrong.name");
    }

    @Test
    void integersOfPeersMayUseTheirUpperHalf() {
        QmpValue largest = QmpValue.of(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));

        assertThat(migrate.readResult(object("mode", "full", "size", largest))).isEqualTo(new Info.Full(null, -1));
    }

    private static List<String> members(Schema schema, String type) {
        return ((SchemaInfo.ObjectType) schema.entity(type).orElseThrow())
                .members().stream()
                        .map(member -> member.name() + (member.isOptional() ? "?" : ""))
                        .toList();
    }

    private void rejects(QmpObject arguments, String text) {
        assertThatThrownBy(() -> migrate.readArguments(arguments))
                .isInstanceOfSatisfying(
                        BindingException.class,
                        e -> assertThat(e.error().desc()).isEqualTo(text));
    }
}
