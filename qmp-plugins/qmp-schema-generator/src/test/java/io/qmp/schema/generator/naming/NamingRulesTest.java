package io.qmp.schema.generator.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.schema.JsonType;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.type.Open;
import io.qmp.schema.generator.model.MergedProgram;
import io.qmp.schema.generator.model.Merger;
import io.qmp.schema.generator.model.Version;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What types are called that nobody has named. */
class NamingRulesTest {
    private final List<SchemaInfo> entities = new ArrayList<>(List.of(
            new SchemaInfo.Builtin("str", null, Open.of(JsonType.STRING)),
            new SchemaInfo.Builtin("null", null, Open.of(JsonType.NULL)),
            new SchemaInfo.ObjectType("0", null, List.of(), null, null)));

    private NamingRulesTest command(String name, String arguments, String result) {
        entities.add(new SchemaInfo.Command(name, null, arguments, result, null));
        return this;
    }

    private NamingRulesTest object(String name, String... members) {
        entities.add(new SchemaInfo.ObjectType(
                name,
                null,
                List.of(members).stream()
                        .map(member -> member.split(":"))
                        .map(member -> new SchemaInfo.ObjectMember(member[0], member[1], null, null))
                        .toList(),
                null,
                null));
        return this;
    }

    private NamingRulesTest array(String element) {
        entities.add(new SchemaInfo.Array("[" + element + "]", null, element));
        return this;
    }

    private NamingRulesTest values(String name) {
        entities.add(new SchemaInfo.Enumeration(name, null, null, List.of("a")));
        return this;
    }

    private String nameAt(String path) {
        MergedProgram program = Merger.merge(List.of(new Version("1", new Schema(entities))));
        TypeUsages uses = new TypeUsages(program);
        JavaNames names = new JavaNames(program, uses, new Layout(program, uses), NameFile.EMPTY, NameFile.EMPTY);
        return names.type(uses.at(path).orElseThrow());
    }

    @Test
    void resultsAreCalledAfterWhatIsAskedFor() {
        command("query-block", "0", "1").object("1", "a:str");
        command("query-block-jobs", "0", "[2]").array("2").object("2", "b:str");
        command("query-migrate-parameters", "0", "3").object("3", "c:str");
        command("add-fd", "0", "4").object("4", "d:str");
        command("qom-list", "0", "[5]").array("5").object("5", "e:str");
        command("query-tpm-models", "0", "[6]").array("6").values("6");

        assertThat(nameAt("query-block:ret")).isEqualTo("BlockInfo");
        assertThat(nameAt("query-block-jobs:ret")).isEqualTo("BlockJobInfo");
        assertThat(nameAt("query-migrate-parameters:ret")).isEqualTo("MigrateParameters");
        assertThat(nameAt("add-fd:ret")).isEqualTo("AddFdResult");
        assertThat(nameAt("qom-list:ret")).isEqualTo("QomListItem");
        assertThat(nameAt("query-tpm-models:ret")).isEqualTo("TpmModel");
    }

    @Test
    void membersAreCalledAfterTheirOwner() {
        command("query-block", "0", "1")
                .object("1", "caches:[2]")
                .array("2")
                .object("2", "cache-mode:3")
                .values("3");

        assertThat(nameAt("query-block:ret/caches")).isEqualTo("BlockCache");
        assertThat(nameAt("query-block:ret/caches/cache-mode")).isEqualTo("BlockCacheMode");
    }

    @Test
    void aMemberOfManyIsCalledAfterItselfIfItHasTwoWords() {
        command("a", "1", "0")
                .object("1", "detect-zeroes:3")
                .command("b", "2", "0")
                .object("2", "detect-zeroes:3")
                .values("3");

        assertThat(nameAt("a:arg/detect-zeroes")).isEqualTo("DetectZeroes");
    }

    @Test
    void ownersThatBeginAlikeGiveTheirBeginning() {
        command("vnc-add", "1", "0")
                .object("1", "kind:3")
                .command("vnc-del", "2", "0")
                .object("2", "kind:3")
                .values("3");

        assertThat(nameAt("vnc-add:arg/kind")).isEqualTo("VncKind");
    }

    @Test
    void resultsOfManyAreCalledAfterWhatTheyHold() {
        command("x-query-irq", "0", "1").command("x-query-jit", "0", "1").object("1", "human-readable-text:str");

        assertThat(nameAt("x-query-irq:ret")).isEqualTo("HumanReadableText");
    }

    @Test
    void unstableCommandsNameLast() {
        command("x-a", "1", "0")
                .object("1", "kind:3")
                .command("z-b", "2", "0")
                .object("2", "sort:3")
                .values("3");

        assertThat(nameAt("x-a:arg/kind")).isEqualTo("ZBSort");
    }
}
