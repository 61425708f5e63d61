package io.qmp.codec.bind;

import static io.qmp.codec.bind.Values.array;
import static io.qmp.codec.bind.Values.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.command.AllowOob;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.type.Case;
import io.qmp.api.type.Features;
import io.qmp.api.type.IntType;
import io.qmp.api.type.IntegerType;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Union;
import io.qmp.api.type.Unstable;
import io.qmp.api.value.QmpValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntrospectionTest {
    enum RunState {
        RUNNING,
        @Deprecated
        PAUSED
    }

    record StatusInfo(boolean running, RunState status) {}

    @CommandName("query-status")
    @AllowOob
    record QueryStatus() implements Command<StatusInfo> {}

    @CommandName("query-all")
    @Unstable
    @Deprecated
    @Features("slow")
    record QueryAll(@Deprecated @Nullable String old, List<@IntType(IntegerType.UINT8) Integer> cpus)
            implements Command<List<StatusInfo>> {}

    @CommandName("qom-get")
    record QomGet(String path, @IntType(IntegerType.SIZE) long size) implements Command<QmpValue> {}

    @EventName("STOP")
    record Stop() implements EventData {}

    @EventName("RESUME")
    record Resume(
            StatusInfo info, List<Long> times, @Nullable Double rate) implements EventData {}

    private static Schema introspect(CompatPolicy policy, TypeNames names) {
        RecordBinder binder = new RecordBinder(policy);
        return binder.introspect(
                List.of(
                        binder.command(QueryStatus.class),
                        binder.command(QueryAll.class),
                        binder.command(QomGet.class)),
                List.of(binder.event(Stop.class), binder.event(Resume.class)),
                names);
    }

    @Test
    void typesAreNumberedAndToldInTheOrderOfTheirFirstMention() {
        RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);
        assertThat(binder.write(
                        introspect(CompatPolicy.ACCEPT, TypeNames.MASKED).entities()))
                .isEqualTo(array(
                        object(
                                "name",
                                "query-status",
                                "meta-type",
                                "command",
                                "arg-type",
                                "0",
                                "ret-type",
                                "1",
                                "allow-oob",
                                true),
                        object(
                                "name",
                                "query-all",
                                "meta-type",
                                "command",
                                "arg-type",
                                "2",
                                "ret-type",
                                "[1]",
                                "features",
                                array("deprecated", "unstable", "slow")),
                        object("name", "qom-get", "meta-type", "command", "arg-type", "3", "ret-type", "any"),
                        object("name", "STOP", "meta-type", "event", "arg-type", "0"),
                        object("name", "RESUME", "meta-type", "event", "arg-type", "4"),
                        object("name", "0", "meta-type", "object", "members", array()),
                        object(
                                "name",
                                "1",
                                "meta-type",
                                "object",
                                "members",
                                array(
                                        object("name", "running", "type", "bool"),
                                        object("name", "status", "type", "5"))),
                        object(
                                "name",
                                "2",
                                "meta-type",
                                "object",
                                "members",
                                array(
                                        object(
                                                "name",
                                                "old",
                                                "type",
                                                "str",
                                                "default",
                                                null,
                                                "features",
                                                array("deprecated")),
                                        object("name", "cpus", "type", "[int]"))),
                        object("name", "[1]", "meta-type", "array", "element-type", "1"),
                        object(
                                "name",
                                "3",
                                "meta-type",
                                "object",
                                "members",
                                array(object("name", "path", "type", "str"), object("name", "size", "type", "int"))),
                        object("name", "any", "meta-type", "builtin", "json-type", "value"),
                        object(
                                "name",
                                "4",
                                "meta-type",
                                "object",
                                "members",
                                array(
                                        object("name", "info", "type", "1"),
                                        object("name", "times", "type", "[int]"),
                                        object("name", "rate", "type", "number", "default", null))),
                        object("name", "bool", "meta-type", "builtin", "json-type", "boolean"),
                        object(
                                "name",
                                "5",
                                "meta-type",
                                "enum",
                                "members",
                                array(
                                        object("name", "running"),
                                        object("name", "paused", "features", array("deprecated"))),
                                "values",
                                array("running", "paused")),
                        object("name", "str", "meta-type", "builtin", "json-type", "string"),
                        object("name", "[int]", "meta-type", "array", "element-type", "int"),
                        object("name", "int", "meta-type", "builtin", "json-type", "int"),
                        object("name", "number", "meta-type", "builtin", "json-type", "number")));
    }

    @Test
    void typesHaveTheirJavaNamesForPeople() {
        assertThat(introspect(CompatPolicy.ACCEPT, TypeNames.JAVA).entities())
                .extracting(SchemaInfo::name)
                .startsWith(
                        "query-status",
                        "query-all",
                        "qom-get",
                        "STOP",
                        "RESUME",
                        "Nothing",
                        "StatusInfo",
                        "QueryAll",
                        "[StatusInfo]");
    }

    @CommandName("query-qmp-schema")
    record QuerySchema() implements Command<List<SchemaInfo>> {}

    /** As QEMU 10.0 answers. */
    @Test
    void introspectionTellsOfItself() {
        RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);
        Schema schema = binder.introspect(List.of(binder.command(QuerySchema.class)), List.of(), TypeNames.MASKED);
        assertThat(schema.entities().stream().map(IntrospectionTest::line))
                .containsExactly(
                        "query-qmp-schema 0 [1]",
                        "0",
                        "[1]",
                        "1 name:str meta-type:2 features?:[str]"
                                + " builtin=3 enum=4 array=5 object=6 alternate=7 command=8 event=9",
                        "str",
                        "2 builtin enum array object alternate command event",
                        "[str]",
                        "3 json-type:10",
                        "4 members:[11] values:[str]",
                        "5 element-type:str",
                        "6 members:[12] tag?:str variants?:[13]",
                        "7 members:[14]",
                        "8 arg-type:str ret-type:str allow-oob?:bool",
                        "9 arg-type:str",
                        "10 string number int boolean null object array value",
                        "[11]",
                        "11 name:str features?:[str]",
                        "[12]",
                        "12 name:str type:str default?:any features?:[str]",
                        "[13]",
                        "13 case:str type:str",
                        "[14]",
                        "14 type:str",
                        "bool",
                        "any");
    }

    private static String line(SchemaInfo entity) {
        StringBuilder line = new StringBuilder(entity.name());
        if (entity instanceof SchemaInfo.Command command) {
            line.append(' ').append(command.argType()).append(' ').append(command.retType());
        } else if (entity instanceof SchemaInfo.Enumeration enumeration) {
            enumeration.values().forEach(value -> line.append(' ').append(value));
        } else if (entity instanceof SchemaInfo.ObjectType object) {
            object.members()
                    .forEach(member -> line.append(' ')
                            .append(member.name())
                            .append(member.isOptional() ? "?:" : ":")
                            .append(member.type()));
            if (object.variants() != null) {
                object.variants()
                        .forEach(variant -> line.append(' ')
                                .append(variant.caseName())
                                .append('=')
                                .append(variant.type()));
            }
        }
        return line.toString();
    }

    @CommandName("blockdev-del")
    record Del(Block.BlockdevRef ref, Block.Backing backing) implements Command<Nothing> {}

    @Test
    void unionsTellAVariantForEveryValueOfTheTag() {
        RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);
        Schema schema = binder.introspect(
                List.of(binder.command(Block.BlockdevAdd.class), binder.command(Del.class)), List.of(), TypeNames.JAVA);
        assertThat(schema.entities().stream().map(IntrospectionTest::line))
                .contains(
                        "blockdev-add BlockdevAdd Nothing",
                        "BlockdevAdd driver:Driver node-name?:str cache?:Cache quorum=Quorum raw=Raw null-co=Null"
                                + " qcow2=Qcow2 null-aio=Null gluster=Nothing",
                        "Null size?:int latency-ns?:int",
                        "Quorum children:[BlockdevRef] vote-threshold:int",
                        "Nothing");
        assertThat(schema.entity("Backing"))
                .hasValueSatisfying(backing -> assertThat(((SchemaInfo.AlternateType) backing).members())
                        .extracting(SchemaInfo.AlternateMember::type)
                        .containsExactlyInAnyOrder("BlockdevAdd", "str", "null"));
        assertThat(schema.entities()).extracting(SchemaInfo::name).doesNotHaveDuplicates();
    }

    record Abort() {}

    enum Action {
        ABORT,
        PAUSE
    }

    @Union(tag = "type", type = Action.class)
    sealed interface Step {
        @Case("abort")
        record OfAbort(Abort data) implements Step {}

        @Case("pause")
        record Pause() implements Step {}
    }

    @CommandName("transaction")
    record Transaction(List<Step> steps) implements Command<Nothing> {}

    @Test
    void onlyTypesWithoutANameOfTheirOwnAreTheOneEmptyObject() {
        RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);
        assertThat(
                        binder
                                .introspect(List.of(binder.command(Transaction.class)), List.of(), TypeNames.JAVA)
                                .entities()
                                .stream()
                                .map(IntrospectionTest::line))
                .contains("Step type:Action abort=OfAbort pause=Nothing", "OfAbort data:Abort", "Abort", "Nothing");
    }

    record Status(int status) {}

    static class Other {
        record Status(boolean status) {}
    }

    static class Third {
        static class Other {
            record Status(String status) {}
        }
    }

    @CommandName("Status")
    record Query(Status one, Other.Status two, Third.Other.Status three) implements Command<Nothing> {}

    @Test
    void javaNamesAreMadeUnique() {
        RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);
        assertThat(binder.introspect(List.of(binder.command(Query.class)), List.of(), TypeNames.JAVA)
                        .entities())
                .extracting(SchemaInfo::name)
                .containsExactly(
                        "Status",
                        "Query",
                        "Nothing",
                        "IntrospectionTest.Status",
                        "Other.Status",
                        "Other.Status2",
                        "int",
                        "bool",
                        "str");
    }
}
