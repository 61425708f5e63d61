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

import io.qmp.schema.generator.model.Availability;
import io.qmp.schema.generator.model.Entity;
import io.qmp.schema.generator.model.Facts;
import io.qmp.schema.generator.model.MergedProgram;
import io.qmp.schema.generator.model.Merger;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.model.Version;
import io.qmp.schema.generator.naming.NameFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java types for several versions of one program. */
class VersionsTest {
    @TempDir
    Path directory;

    private Generated merged(String... versions) throws IOException {
        return Generated.from(
                directory,
                Facts.NONE,
                NameFile.EMPTY,
                List.of(versions).stream().map(Generated::schema).toArray(io.qmp.api.schema.Schema[]::new));
    }

    @Test
    void membersOfAllVersionsAreThere() throws IOException {
        Generated types = merged(
                command("migrate", "1", "0") + object("1", "uri:str", "blk?:bool", "mode:str"),
                command("migrate", "8", "0") + object("8", "uri?:str", "mode:str", "channel?:str"));

        assertThat(types.head("command.Migrate"))
                .isEqualTo("record Migrate(@Nullable String uri, String mode, @Nullable String channel,"
                        + " @Nullable Boolean blk) implements Command<Nothing>");
        assertThat(types.source("command.Migrate"))
                .contains("@param channel {@code channel}: string, optional, since Example 2 (not in 1)")
                .contains("@param blk {@code blk}: boolean, optional, until Example 1 (not in 2)")
                .contains("@Versions(since = \"2\") @Nullable String channel")
                .contains("@Versions(until = \"1\") @Nullable Boolean blk");
    }

    @Test
    void whatOldPeersDoNotTellMayBeNull() throws IOException {
        Generated types = merged(
                command("query-state", "0", "1") + object("1", "running:bool", "single:bool"),
                command("query-state", "0", "1") + object("1", "running:bool", "path:str", "count:int"));

        assertThat(types.head("type.StateInfo"))
                .isEqualTo(
                        "record StateInfo(boolean running, @Newer @Nullable String path, @Newer @Nullable Long count,"
                                + " @Nullable Boolean single)");
        types.assertReceives("QueryState", "{'running':true,'single':false}");
    }

    @Test
    void whatOldPeersMayLeaveOutMayBeNull() throws IOException {
        Generated types = merged(
                command("query-block", "1", "2") + object("1", "all?:bool") + object("2", "node?:str"),
                command("query-block", "1", "2") + object("1", "all:bool") + object("2", "node:str"));

        assertThat(types.head("type.BlockInfo")).isEqualTo("record BlockInfo(@Newer @Nullable String node)");
        assertThat(types.source("type.BlockInfo")).contains("string, optional in older versions");
        assertThat(types.head("command.QueryBlock")).startsWith("record QueryBlock(boolean all)");
    }

    @Test
    void whatCommandsNeedNowMustBeGiven() throws IOException {
        Generated types = merged(
                command("set", "1", "0") + object("1", "a:str"),
                command("set", "1", "0") + object("1", "a:str", "b:str"));

        assertThat(types.head("command.Set")).startsWith("record Set(String a, String b)");
    }

    @Test
    void commandsAndEventsThatAreGoneComeLast() throws IOException {
        Generated types = merged(
                command("old", "1", "0") + object("1", "n:int") + event("OLD", "0") + command("both", "0", "0"),
                command("both", "0", "0") + command("new", "0", "0"));

        assertThat(types.source("command.Old"))
                .contains("@Versions(until = \"1\")\npublic record Old")
                .contains("Until Example 1 (not in 2).");
        assertThat(types.source("command.New"))
                .contains("Since Example 2 (not in 1).")
                .doesNotContain("until");
        assertThat(types.source("ExampleTypes"))
                .containsSubsequence("Both.class", "New.class", "Old.class", "OldEvent.class");
    }

    @Test
    void valuesAndCasesThatAreGoneStay() throws IOException {
        String base = command("query-cpus", "0", "[1]") + array("1");
        Generated types = merged(
                base
                        + union("1", "target", List.of("target:2"), "arm=3", "cris=0")
                        + values("2", "arm", "cris")
                        + object("3", "pc:int"),
                base
                        + union("1", "target", List.of("target:2"), "arm=3", "avr=0")
                        + values("2", "arm", "avr")
                        + object("3", "pc:int"));

        assertThat(types.source("type.CpuTarget"))
                .contains("@Versions(until = \"1\")\n    CRIS")
                .contains("{@code avr}, since Example 2 (not in 1)");
        assertThat(types.source("type.CpuInfoPlain")).contains("@Case({\"avr\", \"cris\"})");
        String cpus = "[{'target':'cris'},{'target':'avr'},{'target':'arm','pc':1}]";
        types.assertReceives("QueryCpus", cpus);
    }

    @Test
    void anObjectThatBecameAUnionIsUnderstoodInBothForms() throws IOException {
        Generated types = merged(
                command("query-sev", "0", "1") + object("1", "enabled:bool", "policy:int"),
                command("query-sev", "0", "1")
                        + union("1", "sev-type", List.of("enabled:bool", "sev-type:2"), "sev=3", "snp=0")
                        + values("2", "sev", "snp")
                        + object("3", "policy:int"));

        assertThat(types.head("type.SevInfoSev")).contains("(boolean enabled, long policy)");
        assertThat(types.head("type.SevInfoPlain")).contains("(boolean enabled, Open<SevType> sevType)");
        assertThat(types.head("type.SevInfoUnknown"))
                .contains("(boolean enabled, @Newer @Nullable Open<SevType> sevType, @Rest QmpObject rest)");
        types.assertReceives("QuerySev", "{'enabled':true,'policy':1}");
        types.assertReceives("QuerySev", "{'enabled':true,'sev-type':'sev','policy':1}");
    }

    @Test
    void whereATypeChangedTheNewerOneCounts() throws IOException {
        Generated types = merged(
                command("query-job", "0", "1") + object("1", "type:str"),
                command("query-job", "0", "1") + object("1", "type:2") + values("2", "copy"));

        assertThat(types.head("type.JobInfo")).isEqualTo("record JobInfo(Open<JobType> type)");
        types.assertReceives("QueryJob", "{'type':'anything'}");
    }

    @Test
    void whatIsGoneMayReferToWhatIsStillThere() throws IOException {
        Generated types = merged(
                command("query-image", "0", "1")
                        + object("1", "name:str", "backing?:1", "snapshots?:[2]", "extra?:3")
                        + array("2")
                        + object("2", "id:str")
                        + object("3", "x:int"),
                command("query-image", "0", "7") + object("7", "name:str", "backing?:7"));

        assertThat(types.head("type.ImageInfo"))
                .isEqualTo("record ImageInfo(String name, @Nullable ImageInfo backing,"
                        + " @Nullable List<ImageSnapshot> snapshots, @Nullable ImageExtra extra)");
    }

    @Test
    void threeVersions() throws IOException {
        Generated types = merged(
                command("query-a", "0", "1") + object("1", "x:int"),
                command("query-a", "0", "1") + object("1", "x:int", "y:int"),
                command("query-a", "0", "1") + object("1", "y:int", "z:int"));

        assertThat(types.source("type.AInfo"))
                .contains("@param y {@code y}: integer, since Example 2 (not in 1)\n")
                .contains("@param z {@code z}: integer, since Example 3 (not in 2)\n")
                .contains("@param x {@code x}: integer, optional, until Example 2 (not in 3)\n");
    }

    @Test
    void theOrderInWhichVersionsAreGivenDoesNotMatter() {
        Version old = new Version("9.2", schema(command("query-a", "0", "1") + object("1", "x:int")));
        Version middle = new Version("10.0", schema(command("query-a", "0", "1") + object("1", "x:int", "y:int")));
        Version young = new Version("10.1", schema(command("query-a", "0", "1") + object("1", "y:int")));
        MergedProgram expected = Merger.merge(List.of(old, middle, young));

        assertThat(Merger.merge(List.of(young, old, middle))).isEqualTo(expected);
        assertThat(Merger.merge(List.of(middle, young, old))).isEqualTo(expected);
    }

    @Test
    void aVersionLikeItsPredecessorChangesNothing() {
        String program = command("query-a", "0", "1") + object("1", "x:2") + values("2", "on", "off");
        MergedProgram once = Merger.merge(List.of(new Version("1", schema(program))));
        MergedProgram twice =
                Merger.merge(List.of(new Version("1", schema(program)), new Version("2", schema(program))));

        assertThat(twice.commands()).extracting(Entity.Command::availability).containsOnly(Availability.ALWAYS);
        assertThat(twice.object(twice.commands().get(0).result()).members())
                .extracting(Type.Member::availability)
                .containsOnly(Availability.ALWAYS);
        assertThat(twice.types()).hasSameSizeAs(once.types());
    }

    @Test
    void aVersionIsGivenOnce() {
        Version version = new Version("1.0", schema(command("a", "0", "0")));

        assertThatThrownBy(() -> Merger.merge(List.of(version, version))).hasMessage("version 1.0 is there twice");
        assertThatThrownBy(() -> new Version("latest", version.schema()))
                .hasMessage("expected a version such as 10.0, got 'latest'");
    }

    @Test
    void typesThatCannotBeReadAsOneAreAnError() {
        assertThatThrownBy(() -> merged(
                        command("query-job", "0", "1") + object("1", "state:str"),
                        command("query-job", "0", "1") + object("1", "state:2") + object("2", "x:int")))
                .hasMessage("query-job:ret/state is 'str' in 1 and an object in 2, which cannot be read as one type");
        assertThatThrownBy(() -> merged(
                        event("DONE", "1") + object("1", "errors:[2]") + array("2") + values("2", "a"),
                        event("DONE", "1") + object("1", "errors:[int]") + array("int")))
                .hasMessage("DONE:data/errors is an enum in 1 and 'int' in 2, which cannot be read as one type");
    }

    @Test
    void aTypeMayBecomeOneThatReadsItsValues() throws IOException {
        Generated types = merged(
                command("export", "1", "0") + object("1", "thread:str", "size:int", "mode:3") + values("3", "fast"),
                command("export", "1", "0")
                        + object("1", "thread:2", "size:number", "mode:str")
                        + alternate("2", "str", "[str]")
                        + array("str"));

        assertThat(types.head("command.Export")).contains("ExportThread thread, double size, String mode");
    }

    @Test
    void schemasMustDescribeWhatTheyReferTo() {
        assertThatThrownBy(() -> merged(command("c", "9", "0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'9'");
    }
}
