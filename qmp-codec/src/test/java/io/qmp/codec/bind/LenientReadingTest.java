package io.qmp.codec.bind;

import static io.qmp.codec.bind.Values.array;
import static io.qmp.codec.bind.Values.object;
import static io.qmp.codec.bind.Values.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.error.BindingException;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.schema.SchemaMetaType;
import io.qmp.api.type.Case;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Open;
import io.qmp.api.type.Union;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.Block.BlockdevAdd;
import io.qmp.codec.bind.Block.BlockdevRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a client makes of what a peer sends that knows more or less than it does. */
class LenientReadingTest {
    private final RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);

    enum RunState {
        RUNNING,
        PAUSED
    }

    record Status(boolean running, @Nullable RunState status) {}

    record OpenStatus(Open<RunState> status, List<Open<RunState>> before) {}

    record All(
            boolean bool,
            long integer,
            double number,
            Integer boxed,
            List<String> list,
            @Nullable List<String> optionalList,
            @Nullable Long optional,
            @Nullable String text,
            @Nullable Status status) {}

    @CommandName("query-states")
    record QueryStates() implements Command<List<RunState>> {}

    @CommandName("query-state")
    record QueryState() implements Command<RunState> {}

    @CommandName("ringbuf-read")
    record RingbufRead() implements Command<String> {}

    @CommandName("cont")
    record Cont() implements Command<Nothing> {}

    @CommandName("qom-get")
    record QomGet() implements Command<QmpValue> {}

    @EventName("STATUS")
    record StatusChange(RunState status) implements EventData {}

    enum Kind {
        NODE,
        DISTANCE
    }

    @Union(tag = "kind", type = Kind.class)
    sealed interface Numa {
        @Case("node")
        record Node(long id) implements Numa {}

        @Case("distance")
        record Distance(long value) implements Numa {}
    }

    record Topology(@Nullable Numa numa, List<Numa> all) {}

    @Test
    void unknownMembersAreDropped() {
        assertThat(binder.read(object("running", true, "singlestep", false), Status.class))
                .isEqualTo(new Status(true, null));
    }

    @Test
    void whatIsAbsentIsNullOrZeroOrEmpty() {
        assertThat(binder.read(object(), All.class))
                .isEqualTo(new All(false, 0, 0.0, 0, List.of(), null, null, null, null));
    }

    @Test
    void unknownValuesAreDroppedWhereThereIsNoPlace() {
        assertThat(binder.read(object("running", true, "status", "colo"), Status.class))
                .isEqualTo(new Status(true, null));
        assertThat(binder.command(QueryStates.class).readResult(array("running", "colo", "paused")))
                .containsExactly(RunState.RUNNING, RunState.PAUSED);
    }

    @Test
    void unknownValuesAreKeptWhereOpen() {
        OpenStatus status = binder.read(object("status", "colo", "before", array("paused", "x")), OpenStatus.class);
        assertThat(status)
                .isEqualTo(new OpenStatus(Open.unknown("colo"), List.of(Open.of(RunState.PAUSED), Open.unknown("x"))));
        assertThat(status.before().get(0).constant()).isEqualTo(RunState.PAUSED);
        assertThat(binder.write(status)).isEqualTo(object("status", "colo", "before", array("paused", "x")));
    }

    @Test
    void unknownCasesAreDroppedWhereThereIsNoRecord() {
        QmpValue unknown = object("kind", "hmat", "node-id", 1);
        assertThat(binder.read(
                        object("numa", unknown, "all", array(unknown, object("kind", "node", "id", 2))),
                        Topology.class))
                .isEqualTo(new Topology(null, List.of(new Numa.Node(2))));
    }

    @Test
    void unknownCasesAreKeptWithTheirMembers() {
        QmpValue entity = object("name", "x", "meta-type", "macro", "features", array("f"), "body", array(1, "two"));
        SchemaInfo read = binder.read(entity, SchemaInfo.class);
        assertThat(read)
                .isEqualTo(new SchemaInfo.Unknown(
                        "x", Open.unknown("macro"), List.of("f"), object("body", array(1, "two"))));
        assertThat(binder.write(read)).isEqualTo(entity);
    }

    @Test
    void anUnknownCaseIsTheRecordWithoutCaseEvenIfTheTagHasNoPlace() {
        assertThat(binder.read(object("driver", "ssh", "node-name", "n", "host", "h"), BlockdevAdd.class))
                .isEqualTo(new Block.Others(null, "n", null));
    }

    @Test
    void anAlternateIsDroppedWithWhatItHolds() {
        QmpValue options = object("driver", "raw", "file", array());
        assertThat(binder.read(options, BlockdevAdd.class))
                .isEqualTo(new Block.Raw(Block.Driver.RAW, null, null, null, null));
    }

    @Test
    void aMemberOfAnotherTypeIsAsIfItWereAbsent() {
        assertThat(binder.read(object("running", 1, "status", null), Status.class))
                .isEqualTo(new Status(false, null));
        assertThat(binder.read(
                        object(
                                "bool",
                                "yes",
                                "integer",
                                1.5,
                                "number",
                                "nan",
                                "boxed",
                                1L << 31,
                                "list",
                                array("a", 1),
                                "optional-list",
                                1,
                                "optional",
                                true,
                                "text",
                                7,
                                "status",
                                array()),
                        All.class))
                .isEqualTo(new All(false, 0, 0.0, 0, List.of("a"), null, null, null, null));
    }

    @Test
    void anObjectWhoseTagIsNoStringIsTheRecordWithoutCase() {
        assertThat(binder.read(object("driver", 1, "node-name", "n"), BlockdevAdd.class))
                .isEqualTo(new Block.Others(null, "n", null));
        assertThat(binder.read(object("node-name", "n"), BlockdevAdd.class))
                .isEqualTo(new Block.Others(null, "n", null));
        assertThat(binder.read(object("name", "x"), SchemaInfo.class))
                .isEqualTo(new SchemaInfo.Unknown("x", null, null, object()));
        assertThat(binder.read(object("numa", object("kind", 1, "id", 2)), Topology.class))
                .isEqualTo(new Topology(null, List.of()));
    }

    @Test
    void aWholeValueOfAnotherTypeIsAFault() {
        assertFault(array(), Status.class, "Invalid parameter type for 'null', expected: object");
        assertFault(value(1), BlockdevRef.class, "Invalid parameter type for 'null', expected: BlockdevRef");
    }

    private void assertFault(QmpValue value, Class<?> type, String desc) {
        assertThatThrownBy(() -> binder.read(value, type))
                .isInstanceOf(BindingException.class)
                .hasMessage("GenericError: " + desc);
    }

    @Test
    void aResultThatIsUnknownAsAWholeIsAFault() {
        assertThatThrownBy(() -> binder.command(QueryState.class).readResult(value("colo")))
                .isInstanceOf(BindingException.class)
                .hasMessageContaining("colo");
    }

    @Test
    void resultsAreOfTheTypeThatTheCommandNames() {
        assertThat(binder.command(RingbufRead.class).readResult(value("text"))).isEqualTo("text");
        assertThat(binder.command(Cont.class).readResult(object("more", 1)))
                .isSameAs(binder.read(object(), Nothing.class));
        assertThat(binder.command(QomGet.class).readResult(value(null))).isEqualTo(value(null));
        assertThat(binder.command(QueryState.class).readResult(value("paused"))).isEqualTo(RunState.PAUSED);
    }

    @Test
    void eventsAreReadTheSameWay() {
        assertThat(binder.event(StatusChange.class).readData(object("status", "colo", "more", 1)))
                .isEqualTo(new StatusChange(null));
    }

    @Test
    void introspectionReadsItself() {
        QmpValue entity = object("name", "str", "json-type", "string", "meta-type", "builtin");
        assertThat(binder.read(entity, SchemaInfo.class)).isInstanceOf(SchemaInfo.Builtin.class);
        assertThat(binder.read(value("alternate"), SchemaMetaType.class)).isEqualTo(SchemaMetaType.ALTERNATE);
    }

    record Picky(long number) {
        Picky {
            if (number < 0) {
                throw new IllegalArgumentException("less than none");
            }
        }
    }

    @Test
    void whatAConstructorRefusesDoesNotFit() {
        assertThatThrownBy(() -> binder.read(object("number", -1), Picky.class))
                .isInstanceOf(BindingException.class)
                .hasMessageContaining("less than none")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }
}
