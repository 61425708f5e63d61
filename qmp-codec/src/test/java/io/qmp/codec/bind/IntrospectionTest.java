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
import io.qmp.api.type.Features;
import io.qmp.api.type.IntType;
import io.qmp.api.type.IntegerType;
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
}
