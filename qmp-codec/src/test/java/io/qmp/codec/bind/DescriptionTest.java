package io.qmp.codec.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.command.AllowOob;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.event.RateLimit;
import io.qmp.api.type.Alternate;
import io.qmp.api.type.Case;
import io.qmp.api.type.IntType;
import io.qmp.api.type.IntegerType;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Open;
import io.qmp.api.type.Rest;
import io.qmp.api.type.Union;
import io.qmp.api.type.WireName;
import io.qmp.api.value.QmpObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java types that describe nothing, or not rightly, are refused before they are used. */
class DescriptionTest {
    private final RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);

    record WithMap(Map<String, String> map) {}

    record WithFloat(float number) {}

    record WithGeneric<T>(T value) {}

    record WithOptionalPrimitive(@Nullable long value) {}

    record WithStringRange(@IntType(IntegerType.INT8) String value) {}

    record WithNarrowType(@IntType(IntegerType.UINT32) int value) {}

    record WithSameNames(
            String nodeName, @WireName("node-name") String other) {}

    record WithTwoRests(@Rest QmpObject one, @Rest QmpObject two) {}

    record WithRestOfAnotherType(@Rest String rest) {}

    record WithNested(List<WithMap> nested) {}

    record WithPart(Numa.Node node) {}

    record WithOpenString(Open<Same> open) {}

    enum Same {
        ONE,
        @WireName("one")
        TWO
    }

    enum Kind {
        NODE,
        DIST
    }

    @Union(tag = "type", type = Kind.class)
    sealed interface Numa {
        @Case("node")
        record Node() implements Numa {}

        @Case("dist")
        record Dist() implements Numa {}
    }

    @Union(tag = "type", type = Kind.class)
    sealed interface Overlapping {
        @Case({"node", "dist"})
        record Both(Kind type) implements Overlapping {}

        @Case("node")
        record Node() implements Overlapping {}
    }

    @Union(tag = "type", type = Kind.class)
    sealed interface Incomplete {
        @Case("node")
        record Node() implements Incomplete {}
    }

    @Union(tag = "type", type = Kind.class)
    sealed interface OfUnknownCase {
        @Case("hmat")
        record Node() implements OfUnknownCase {}
    }

    @Union(tag = "type", type = Kind.class)
    sealed interface WithoutTag {
        record Any(String name) implements WithoutTag {}
    }

    @Union(tag = "type", type = Kind.class)
    sealed interface WithOtherTag {
        record Any(String type) implements WithOtherTag {}
    }

    @Union(tag = "type", type = Kind.class)
    sealed interface WithTwoOthers {
        record One(Kind type) implements WithTwoOthers {}

        record Two(Kind type) implements WithTwoOthers {}
    }

    @Union(tag = "type", type = Kind.class)
    sealed interface Disagreeing {
        @Nullable
        String name();

        @Case("node")
        record Node(@Nullable String name) implements Disagreeing {}

        @Case("dist")
        record Dist(String name) implements Disagreeing {}
    }

    @Alternate
    sealed interface SameKinds {
        record Text(String text) implements SameKinds {}

        record Choice(Kind kind) implements SameKinds {}
    }

    @Alternate
    sealed interface OfTwo {
        record Two(String one, String two) implements OfTwo {}
    }

    @Alternate
    sealed interface OfAlternate {
        record Nested(SameKind nested) implements OfAlternate {}
    }

    @Alternate
    sealed interface SameKind {
        record Text(String text) implements SameKind {}
    }

    interface Plain {}

    record Unnamed() implements Command<Nothing>, EventData {}

    @CommandName("x")
    record OfAnyResult<R>() implements Command<R> {}

    @CommandName("x")
    record OfMapResult() implements Command<Map<String, String>> {}

    interface Query extends Command<List<String>> {}

    @CommandName("query-x")
    @AllowOob
    record QueryX() implements Query {}

    @EventName("X")
    @RateLimit(key = "id")
    record X(String id) implements EventData {}

    @EventName("Y")
    record Y() implements EventData {}

    @Test
    void aFaultNamesTheComponent() {
        assertFault(
                WithMap.class, "WithMap.map: java.util.Map<java.lang.String, java.lang.String> describes no QMP type");
        assertFault(WithFloat.class, "WithFloat.number: float describes no QMP type");
        assertFault(WithGeneric.class, "WithGeneric.value: T describes no QMP type");
        assertFault(WithNested.class, "WithMap.map: ");
        assertFault(WithOptionalPrimitive.class, "WithOptionalPrimitive.value: long cannot be absent");
        assertFault(WithStringRange.class, "WithStringRange.value: java.lang.String cannot hold INT8");
        assertFault(WithNarrowType.class, "WithNarrowType.value: int cannot hold UINT32");
        assertFault(WithSameNames.class, "WithSameNames.other: there is a member 'node-name' already");
        assertFault(WithTwoRests.class, "WithTwoRests.two: ");
        assertFault(WithRestOfAnotherType.class, "WithRestOfAnotherType.rest: ");
        assertFault(WithPart.class, "WithPart.node: ");
        assertFault(WithOpenString.class, "Same: ");
    }

    @Test
    void aFaultNamesTheUnionAndTheRecord() {
        assertFault(Overlapping.class, " is the case \"node\", as another record is");
        assertFault(Incomplete.class, "Incomplete: no record is the case \"dist\"");
        assertFault(OfUnknownCase.class, "OfUnknownCase: Node is the case \"hmat\", which the tag does not have");
        assertFault(WithoutTag.class, "WithoutTag: Any must have the tag as a component");
        assertFault(WithOtherTag.class, "WithOtherTag: Any has a tag that is no Kind");
        assertFault(WithTwoOthers.class, " is the second record without @Case");
        assertFault(Disagreeing.class, " has another type of 'name' than other records");
    }

    @Test
    void aFaultNamesTheAlternateAndTheRecord() {
        assertFault(SameKinds.class, " are of the same kind of JSON value");
        assertFault(OfTwo.class, "OfTwo: Two is no record with one component or none");
        assertFault(OfAlternate.class, "Nested.nested: ");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {Object.class, Plain.class, Number.class, String[].class, List.class, Open.class, QmpObject.class
            })
    void otherClassesDescribeNothing(Class<?> type) {
        assertFault(type, " describes no QMP type");
    }

    private void assertFault(Class<?> type, String message) {
        assertThatThrownBy(() -> binder.read(QmpObject.EMPTY, type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFaultyTypeStaysFaulty() {
        assertFault(WithNested.class, "WithMap.map: ");
        assertFault(WithNested.class, "WithMap.map: ");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // a command that leaves open what it returns has no other use
    void aCommandHasANameAndAResult() {
        assertThatThrownBy(() -> binder.command(Unnamed.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unnamed is no command: it has no @CommandName");
        assertThatThrownBy(() -> binder.command(OfMapResult.class)).hasMessageContaining("OfMapResult: result: ");
        assertThatThrownBy(() -> binder.command(OfAnyResult.class)).hasMessageContaining("OfAnyResult: result: R ");
    }

    @Test
    void typesOfLazyBindingsAreDerivedOnFirstUse() {
        CommandBinding<LateCommand, Nothing> command = binder.lazyCommand(LateCommand.class);
        assertThat(command.name()).isEqualTo("late");
        assertThatThrownBy(() -> command.readArguments(QmpObject.EMPTY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LateCommand.map: ");
        EventBinding<LateEvent> event = binder.lazyEvent(LateEvent.class);
        assertThat(event.name()).isEqualTo("LATE");
        assertThatThrownBy(() -> event.readData(QmpObject.EMPTY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LateEvent.map: ");
    }

    @CommandName("late")
    record LateCommand(Map<String, String> map) implements Command<Nothing> {}

    @EventName("LATE")
    record LateEvent(Map<String, String> map) implements EventData {}

    @Test
    void anEventHasAName() {
        assertThatThrownBy(() -> binder.event(Unnamed.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unnamed is no event: it has no @EventName");
    }

    @Test
    void aResultMayComeFromAnInterfaceBetween() {
        assertThat(binder.command(QueryX.class).readResult(Values.array("a"))).containsExactly("a");
        assertThat(binder.command(QueryX.class).allowsOob()).isTrue();
        assertThat(binder.command(QueryX.class).name()).isEqualTo("query-x");
        assertThat(binder.command(QueryX.class).type()).isEqualTo(QueryX.class);
    }

    @Test
    void anEventTellsHowOftenItMayBeSent() {
        assertThat(binder.event(X.class).rateLimit()).map(RateLimit::key).hasValue(new String[] {"id"});
        assertThat(binder.event(Y.class).rateLimit()).isEmpty();
    }

    @Test
    void aBindingIsMadeOnceForAllThreads() {
        assertThat(IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> binder.command(Block.BlockdevAdd.class))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aBindingIsMadeOnce() {
        assertThat(binder.command(QueryX.class)).isSameAs(binder.command(QueryX.class));
        assertThat(binder.event(X.class)).isSameAs(binder.event(X.class));
    }
}
