package io.qmp.schema.generator;

import static io.qmp.schema.generator.Generated.alternate;
import static io.qmp.schema.generator.Generated.array;
import static io.qmp.schema.generator.Generated.command;
import static io.qmp.schema.generator.Generated.event;
import static io.qmp.schema.generator.Generated.object;
import static io.qmp.schema.generator.Generated.schema;
import static io.qmp.schema.generator.Generated.union;
import static io.qmp.schema.generator.Generated.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.schema.generator.model.Facts;
import io.qmp.schema.generator.model.Version;
import io.qmp.schema.generator.naming.NameFile;
import io.qmp.schema.generator.source.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JavaNames that were published never change. */
class LockTest {
    private static final String UNION = command("add", "1", "0")
            + union("1", "driver", List.of("driver:2"), "raw=3", "vdi=3", "qcow=4")
            + values("2", "raw", "vdi", "qcow")
            + object("3", "file:str")
            + object("4", "file:str", "backing:str");

    @TempDir
    Path directory;

    private static Generation generate(NameFile lock, NameFile table, String entities) {
        return Generation.of(
                List.of(new Version("1", schema(entities))),
                lock,
                table,
                Facts.NONE,
                new SourceSettings("Example", "example", null, null));
    }

    private static NameFile lock(String entities) {
        return generate(NameFile.EMPTY, NameFile.EMPTY, entities).lock();
    }

    private static NameFile names(String... pairs) {
        return new NameFile(Map.of(pairs[0], pairs[1]));
    }

    @Test
    void holdsNamesOfCommandsEventsTypesAndBranches() {
        assertThat(lock(UNION
                                + event("STOP", "0")
                                + command("set", "5", "0")
                                + object("5", "to:6")
                                + alternate("6", "str", "null"))
                        .names())
                .containsEntry("add", "Add")
                .containsEntry("STOP", "StopEvent")
                .containsEntry("add:arg", "AddArguments")
                .containsEntry("add:arg/driver", "AddDriver")
                .containsEntry("add:arg#raw", "Generic")
                .containsEntry("add:arg#vdi", "Generic")
                .containsEntry("add:arg#qcow", "Qcow")
                .containsEntry("set:arg/to", "StringOrNull")
                .containsEntry("set:arg/to#null", "OfNull")
                .doesNotContainKey("set:arg");
    }

    @Test
    void aTypeKeepsItsNameWhenItIsUsedElsewhereToo() {
        String mode = values("2", "on", "off");
        NameFile lock = lock(command("set-mode", "1", "0") + object("1", "mode:2") + mode);
        Generation later = generate(
                lock,
                NameFile.EMPTY,
                command("a-first", "3", "0")
                        + object("3", "switch:2")
                        + command("set-mode", "1", "0")
                        + object("1", "mode:2")
                        + mode);

        assertThat(lock.names()).containsEntry("set-mode:arg/mode", "SetModeKind");
        assertThat(later.sources()).containsKey("example/type/SetModeKind.java");
        assertThat(later.missingInLock()).containsExactly("a-first", "a-first:arg/switch");
        assertThat(later.vanished()).isEmpty();
        assertThat(generate(later.lock(), NameFile.EMPTY, command("a-first", "3", "0") + object("3", "switch:2") + mode)
                        .sources())
                .containsKey("example/type/SetModeKind.java");
    }

    @Test
    void newTypesGetNamesThatWereNeverGiven() {
        NameFile lock = names("gone:arg/mode", "NewMode");
        Generation later =
                generate(lock, NameFile.EMPTY, command("new", "1", "0") + object("1", "mode:2") + values("2", "on"));

        assertThat(later.sources()).containsKey("example/type/NewModeKind.java");
        assertThat(later.vanished()).containsExactly("gone:arg/mode");
        assertThat(later.lock().names()).containsEntry("gone:arg/mode", "NewMode");
    }

    @Test
    void theLockWinsOverTheTable() {
        String entities = command("query-status", "0", "1") + object("1", "state:2") + values("2", "on");
        NameFile table = names("query-status:ret/state", "RunState");

        assertThat(generate(NameFile.EMPTY, table, entities).sources()).containsKey("example/type/RunState.java");
        assertThat(generate(lock(entities), table, entities).sources())
                .containsKey("example/type/StatusState.java")
                .doesNotContainKey("example/type/RunState.java");
    }

    @Test
    void whatHangsBelowANameFollowsIt() {
        String entities = command("query-things", "0", "[1]")
                + array("1")
                + object("1", "cache:2")
                + object("2", "kind:3")
                + values("3", "on");
        NameFile table = names("query-things:ret", "ItemInfo");

        assertThat(generate(NameFile.EMPTY, table, entities).sources())
                .containsKeys(
                        "example/type/ItemInfo.java", "example/type/ItemCache.java", "example/type/ItemCacheKind.java");
    }

    @Test
    void aBranchKeepsItsNameWhenValuesLeaveIt() {
        Generation later = generate(
                lock(UNION),
                NameFile.EMPTY,
                command("add", "1", "0")
                        + union("1", "driver", List.of("driver:2"), "new=5", "raw=3", "vdi=4", "vhd=3", "qcow=4")
                        + values("2", "new", "raw", "vdi", "vhd", "qcow")
                        + object("3", "file:str")
                        + object("4", "file:str", "backing:str")
                        + object("5", "x:int"));

        assertThat(later.sources().get("example/type/AddArgumentsGeneric.java")).contains("@Case({\"raw\", \"vhd\"})");
        assertThat(later.sources().get("example/type/AddArgumentsQcow.java")).contains("@Case({\"vdi\", \"qcow\"})");
        assertThat(later.sources().get("example/type/AddArgumentsNew.java")).contains("@Case(\"new\")");
    }

    @Test
    void theTableNamesBranches() {
        Generation generation = generate(NameFile.EMPTY, names("add:arg#vdi", "Format"), UNION);
        Generation alternates = generate(
                NameFile.EMPTY,
                names("set:arg/file#str", "Node"),
                command("set", "1", "0") + object("1", "file:2") + alternate("2", "str", "3") + object("3", "n:int"));

        assertThat(generation.sources().get("example/type/AddArgumentsFormat.java"))
                .contains("@Case({\"raw\", \"vdi\"})");
        assertThat(alternates.sources().get("example/type/SetFile.java"))
                .contains(
                        "static SetFile node(String value) {",
                        "static SetFile of(SetFileObject value) {",
                        "record Node(");
    }

    @Test
    void generatingAgainChangesNothing() {
        Generation first = generate(NameFile.EMPTY, NameFile.EMPTY, UNION);
        Generation again = generate(first.lock(), NameFile.EMPTY, UNION);

        assertThat(again.sources()).isEqualTo(first.sources());
        assertThat(again.lock()).isEqualTo(first.lock());
        assertThat(again.missingInLock()).isEmpty();
        assertThat(again.vanished()).isEmpty();
    }

    @Test
    void filesAreWrittenAndReadBack() throws IOException {
        Path file = directory.resolve("lock");
        NameFile lock = lock(UNION);
        lock.write(file, "some\nwords\n");

        assertThat(Files.readString(file)).startsWith("# some\n# words\nadd Add\nadd:arg AddArguments\n");
        assertThat(NameFile.read(file)).isEqualTo(lock);
    }

    @Test
    void aLineThatIsNoNameIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("names"), "# fine\na A\n\nb\n");
        Path twice = Files.writeString(directory.resolve("twice"), "a A\na B\n");

        assertThatThrownBy(() -> NameFile.read(file)).hasMessageEndingWith("its one name: b");
        assertThatThrownBy(() -> NameFile.read(twice)).hasMessageEndingWith("its one name: a B");
    }
}
