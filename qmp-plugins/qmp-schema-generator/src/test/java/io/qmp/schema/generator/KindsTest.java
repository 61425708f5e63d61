package io.qmp.schema.generator;

import static io.qmp.schema.generator.Generated.alternate;
import static io.qmp.schema.generator.Generated.array;
import static io.qmp.schema.generator.Generated.command;
import static io.qmp.schema.generator.Generated.event;
import static io.qmp.schema.generator.Generated.object;
import static io.qmp.schema.generator.Generated.union;
import static io.qmp.schema.generator.Generated.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java type of each kind of type. */
class KindsTest {
    @TempDir
    Path directory;

    @Test
    void scalarsAndLists() throws IOException {
        Generated types = Generated.from(
                directory,
                command("all", "1", "any")
                        + object("1", "s:str", "i:int", "n:number", "b:bool", "a:any", "l:[int]", "o?:[str]")
                        + array("int")
                        + array("str"));

        assertThat(types.head("command.All"))
                .isEqualTo("record All(String s, long i, double n, boolean b, QmpValue a, List<Long> l,"
                        + " @Nullable List<String> o) implements Command<QmpValue>");
        types.assertSends("All", "{'s':'','i':1,'n':0.5,'b':true,'a':null,'l':[1,2]}");
    }

    @Test
    void optionalMembersMayBeLeftOutOfBuilders() throws IOException {
        Generated types = Generated.from(
                directory, command("resize", "1", "0") + object("1", "node?:str", "size:int", "now?:bool"));

        assertThat(types.head("command.Resize"))
                .isEqualTo("record Resize(@Nullable String node, long size, @Nullable Boolean now)"
                        + " implements Command<Nothing>");
        assertThat(types.source("command.Resize"))
                .contains("public Resize(long size) {")
                .contains("public static Builder builder(long size) {")
                .contains("public Builder node(String node) {")
                .contains("public Builder now(boolean now) {")
                .contains("public Builder size(long size) {")
                .contains("public Builder toBuilder() {\n        Builder builder = new Builder(size);\n"
                        + "        builder.node = node;\n        builder.now = now;\n        return builder;\n")
                .contains("@param node {@code node}: string, optional\n")
                .contains("@param size {@code size}: integer\n");
        types.assertSends("Resize", "{'size':1}");
    }

    @Test
    void enumerationsAreOpenWherePeersSendThem() throws IOException {
        Generated types = Generated.from(
                directory,
                command("set", "1", "2")
                        + object("1", "mode:3")
                        + object("2", "mode:3", "all:[3]")
                        + array("3")
                        + values("3", "on", "off"));

        assertThat(types.head("command.Set")).startsWith("record Set(SetMode mode)");
        assertThat(types.head("type.SetResult"))
                .isEqualTo("record SetResult(Open<SetMode> mode, List<Open<SetMode>> all)");
        types.assertReceives("Set", "{'mode':'maybe','all':['on','never']}");
    }

    @Test
    void unionsAreSealed() throws IOException {
        Generated types = Generated.from(
                directory,
                command("add", "1", "0")
                        + union(
                                "1",
                                "driver",
                                List.of("driver:2", "name?:str"),
                                "raw=3",
                                "qcow=4",
                                "bochs=3",
                                "no=0",
                                "none=0")
                        + values("2", "raw", "qcow", "bochs", "no", "none")
                        + object("3", "file:str")
                        + object("4", "file:str", "backing?:str"));

        assertThat(types.head("command.Add")).startsWith("record Add(@Inline AddArguments arguments)");
        assertThat(types.source("type.AddArguments"))
                .contains("@Union(tag = \"driver\", type = AddDriver.class)")
                .contains("permits AddArgumentsGeneric, AddArgumentsQcow, AddArgumentsPlain {");
        assertThat(types.source("type.AddArgumentsGeneric"))
                .contains("@Case({\"raw\", \"bochs\"})")
                .contains("The cases {@code raw, bochs} of {@link AddArguments}.");
        assertThat(types.head("type.AddArgumentsGeneric"))
                .isEqualTo("record AddArgumentsGeneric(AddDriver driver, @Nullable String name, String file)"
                        + " implements AddArguments");
        assertThat(types.source("type.AddArgumentsQcow")).contains("@Case(\"qcow\")");
        assertThat(types.head("type.AddArgumentsQcow"))
                .isEqualTo("record AddArgumentsQcow(@Nullable String name, String file, @Nullable String backing)"
                        + " implements AddArguments");
        assertThat(types.source("type.AddArgumentsPlain")).contains("@Case({\"no\", \"none\"})");
        types.assertSends("Add", "{'driver':'bochs','file':'f'}");
        types.assertSends("Add", "{'driver':'none','name':'n'}");
    }

    @Test
    void unionsThatPeersSendMayHaveUnknownCases() throws IOException {
        Generated types = Generated.from(
                directory,
                command("query-jobs", "0", "[1]")
                        + array("1")
                        + union("1", "type", List.of("id:str", "type:2"), "copy=3", "idle=0")
                        + values("2", "copy", "idle")
                        + object("3", "speed:int"));

        assertThat(types.source("type.JobInfo")).contains("permits JobInfoCopy, JobInfoPlain, JobInfoUnknown {");
        assertThat(types.head("type.JobInfoUnknown"))
                .isEqualTo(
                        "record JobInfoUnknown(String id, Open<JobType> type, @Rest QmpObject rest) implements JobInfo");
        String jobs = "[{'id':'a','type':'copy','speed':1},{'id':'b','type':'idle'},{'id':'c','type':'new','x':[1]}]";
        types.assertReceives("QueryJobs", jobs);
    }

    @Test
    void aUnionMayBeACaseOfAnother() throws IOException {
        Generated types = Generated.from(
                directory,
                command("migrate", "1", "0")
                        + object("1", "to:2")
                        + union("2", "transport", List.of("transport:3"), "exec=4", "socket=5")
                        + values("3", "exec", "socket")
                        + object("4", "args:[str]")
                        + array("str")
                        + union("5", "type", List.of("type:6"), "unix=7", "fd=8")
                        + values("6", "unix", "fd")
                        + object("7", "path:str")
                        + object("8", "str:str"));

        assertThat(types.head("type.MigrateToSocket"))
                .isEqualTo("record MigrateToSocket(@Inline MigrateToSocketOptions options) implements MigrateTo");
        types.assertSends("Migrate", "{'to':{'transport':'socket','type':'unix','path':'/p'}}");
    }

    @Test
    void wrappersAreHiddenByFactories() throws IOException {
        Generated types = Generated.from(
                directory,
                command("chardev-add", "1", "0")
                        + object("1", "backend:2")
                        + union("2", "type", List.of("type:3"), "file=4", "pty=5", "serial=6", "parallel=6")
                        + values("3", "file", "pty", "serial", "parallel")
                        + object("4", "data:7")
                        + object("5", "data:8")
                        + object("6", "data:9")
                        + object("7", "out:str", "in?:str")
                        + object("8", "path?:str")
                        + object("9", "device:str"));

        assertThat(types.source("type.ChardevAddBackend"))
                .contains("static ChardevAddBackend file(ChardevAddBackendFileObject data) {")
                .contains("static ChardevAddBackend file(String out) {")
                .contains("static ChardevAddBackend pty() {")
                .contains(
                        "static ChardevAddBackend parallel(String device) {\n        return new ChardevAddBackendGeneric("
                                + "ChardevAddBackendType.PARALLEL, new ChardevAddBackendSerial(device));");
        types.assertSends("ChardevAdd", "{'backend':{'type':'serial','data':{'device':'d'}}}");
    }

    @Test
    void alternatesAreMadeOfValues() throws IOException {
        Generated types = Generated.from(
                directory,
                command("set", "1", "0")
                        + object("1", "file:2", "text:3", "size?:4")
                        + alternate("2", "5", "str", "null")
                        + alternate("3", "str", "null")
                        + alternate("4", "int", "bool", "[str]")
                        + array("str")
                        + object("5", "name:str", "next?:2"));

        assertThat(types.source("type.SetFile"))
                .contains("static SetFile of(SetFileObject value) {")
                .contains("static SetFile of(String value) {")
                .contains("static SetFile ofNull() {\n        return new OfNull();")
                .contains("record OfNull() implements SetFile {}");
        assertThat(types.head("command.Set")).contains("StringOrNull text").contains("@Nullable SetSize size");
        String arguments = "{'file':{'name':'a','next':{'name':'b','next':null}},'text':null,'size':['x']}";
        types.assertSends("Set", arguments);
        types.assertSends("Set", "{'file':'f','text':'t'}");
    }

    @Test
    void typesThatSeveralShareAreOne() throws IOException {
        Generated types = Generated.from(
                directory,
                command("bitmap-clear", "1", "0")
                        + command("bitmap-merge", "2", "0")
                        + command("bitmap-remove", "1", "0")
                        + event("BITMAP_GONE", "1")
                        + object("1", "node:str", "name:str")
                        + object("2", "from:1"));

        assertThat(types.head("command.BitmapClear"))
                .isEqualTo("record BitmapClear(@Inline BitmapArguments arguments) implements Command<Nothing>");
        assertThat(types.source("command.BitmapRemove"))
                .contains("public BitmapRemove(String node, String name) {\n"
                        + "        this(new BitmapArguments(node, name));");
        assertThat(types.head("event.BitmapGoneEvent"))
                .isEqualTo("record BitmapGoneEvent(@Inline BitmapArguments arguments) implements EventData");
        types.assertSends("BitmapClear", "{'node':'n','name':'b'}");
    }

    @Test
    void typesMayReferToThemselves() throws IOException {
        Generated types = Generated.from(
                directory, command("query-tree", "0", "1") + object("1", "name:str", "children?:[1]") + array("1"));

        assertThat(types.head("type.TreeInfo"))
                .isEqualTo("record TreeInfo(String name, @Nullable List<TreeInfo> children)");
        String tree = "{'name':'a','children':[{'name':'b'},{'name':'c','children':[]}]}";
        types.assertReceives("QueryTree", tree);
    }

    @Test
    void emptyObjectsAreToldApartFromNothing() throws IOException {
        Generated types = Generated.from(
                directory, command("do", "1", "0") + object("1", "abort:2") + object("2") + event("DONE", "0"));

        assertThat(types.head("type.DoAbort")).isEqualTo("record DoAbort()");
        assertThat(types.head("event.DoneEvent")).isEqualTo("record DoneEvent() implements EventData");
        types.assertSends("Do", "{'abort':{}}");
    }
}
