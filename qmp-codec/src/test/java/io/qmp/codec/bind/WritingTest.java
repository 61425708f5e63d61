package io.qmp.codec.bind;

import static io.qmp.codec.bind.Values.array;
import static io.qmp.codec.bind.Values.object;
import static io.qmp.codec.bind.Values.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Open;
import io.qmp.api.type.Rest;
import io.qmp.api.type.WireName;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WritingTest {
    private final RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);

    enum Mode {
        GUEST_RESET,
        @WireName("3des")
        TRIPLE_DES {
            @Override
            public String toString() {
                return "a class of its own";
            }
        }
    }

    record Device(
            String driver,
            @Nullable QmpValue any,
            @WireName("UUID") @Nullable String uuid,
            @Rest QmpObject rest) {}

    @CommandName("query-modes")
    record QueryModes(@Nullable Open<Mode> mode) implements Command<List<Mode>> {}

    @CommandName("cont")
    record Cont() implements Command<Nothing> {}

    @CommandName("stop")
    record Stop(String reason) implements Command<Nothing> {}

    @EventName("RESET")
    record Reset(boolean guest, Mode reason) implements EventData {}

    record Loudness(boolean muted, @Nullable Open<Mode> mode, long volume) {}

    record Names(List<String> names) {}

    @CommandName("query-loudness")
    record QueryLoudness() implements Command<Loudness> {}

    @CommandName("query-names")
    record QueryNames() implements Command<Names> {}

    @Test
    void aResultThatIsReturnedAgainIsTheSameValueIfItCannotChange() {
        CommandBinding<QueryLoudness, Loudness> loudness = binder.command(QueryLoudness.class);
        Loudness quiet = new Loudness(false, Open.of(Mode.TRIPLE_DES), 1);
        Loudness loud = new Loudness(false, Open.of(Mode.TRIPLE_DES), 11);
        QmpValue written = loudness.writeResult(quiet);

        assertThat(loudness.writeResult(quiet)).isSameAs(written);
        assertThat(loudness.writeResult(loud)).isEqualTo(object("muted", false, "mode", "3des", "volume", 11));
        assertThat(loudness.writeResult(quiet)).isEqualTo(object("muted", false, "mode", "3des", "volume", 1));
    }

    @Test
    void aResultThatHasChangedIsWrittenAnew() {
        CommandBinding<QueryNames, Names> binding = binder.command(QueryNames.class);
        Names names = new Names(new ArrayList<>(List.of("a")));
        binding.writeResult(names);
        names.names().add("b");

        assertThat(binding.writeResult(names)).isEqualTo(object("names", array("a", "b")));
    }

    @Test
    void looseValuesAreWrittenByTheirClass() {
        assertThat(binder.write("text")).isEqualTo(value("text"));
        assertThat(binder.write(true)).isEqualTo(value(true));
        assertThat(binder.write(1)).isEqualTo(value(1));
        assertThat(binder.write(Long.MIN_VALUE)).isEqualTo(value(Long.MIN_VALUE));
        assertThat(binder.write(1.0)).isEqualTo(value(1.0));
        assertThat(binder.write(BigInteger.TEN)).isEqualTo(value(10));
        assertThat(binder.write(QmpNull.NULL)).isSameAs(QmpNull.NULL);
        assertThat(binder.write(Mode.GUEST_RESET)).isEqualTo(value("guest-reset"));
        assertThat(binder.write(Mode.TRIPLE_DES)).isEqualTo(value("3des"));
        assertThat(binder.write(Open.unknown("warp"))).isEqualTo(value("warp"));
        assertThat(binder.write(List.of(Mode.TRIPLE_DES, "x", List.of()))).isEqualTo(array("3des", "x", array()));
    }

    @Test
    void recordsOfAlternatesAreUnwrapped() {
        assertThat(binder.write(new Block.BlockdevRef.Node("n"))).isEqualTo(value("n"));
        assertThat(binder.write(new Block.Backing.None())).isEqualTo(QmpNull.NULL);
        assertThat(binder.write(new Block.Backing.Definition(new Block.Others(Block.Driver.RAW, null, null))))
                .isEqualTo(object("driver", "raw"));
    }

    @Test
    void optionalMembersAreLeftOutIfNull() {
        assertThat(binder.write(new Device("d", null, null, QmpObject.EMPTY))).isEqualTo(object("driver", "d"));
        assertThat(binder.write(new Device("d", QmpNull.NULL, "u", QmpObject.EMPTY)))
                .isEqualTo(object("driver", "d", "any", null, "UUID", "u"));
    }

    @Test
    void theRestFollowsAndReplacesNothing() {
        assertThat(binder.write(new Device("d", null, null, object("mac", "m", "driver", "other"))))
                .isEqualTo(object("driver", "d", "mac", "m"));
    }

    @Test
    void aMandatoryArgumentThatIsNullIsAFaultOfTheProgram() {
        assertThatThrownBy(() -> binder.command(Stop.class).writeArguments(new Stop(null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("reason");
    }

    @Test
    void whatWasAbsentIsWrittenAsItCame() {
        assertThat(binder.write(binder.read(object("bus", "b"), Device.class))).isEqualTo(object("bus", "b"));
        assertThat(binder.event(Reset.class).writeData(binder.event(Reset.class).readData(object("guest", true))))
                .isEqualTo(object("guest", true));
    }

    @Test
    void commandsResultsAndEventsAreWrittenByTheirDescription() {
        assertThat(binder.command(QueryModes.class).writeArguments(new QueryModes(Open.unknown("warp"))))
                .isEqualTo(object("mode", "warp"));
        assertThat(binder.command(QueryModes.class).writeResult(List.of(Mode.GUEST_RESET, Mode.TRIPLE_DES)))
                .isEqualTo(array("guest-reset", "3des"));
        assertThat(binder.command(Cont.class).writeResult(Nothing.NOTHING)).isEqualTo(object());
        assertThat(binder.event(Reset.class).writeData(new Reset(true, Mode.GUEST_RESET)))
                .isEqualTo(object("guest", true, "reason", "guest-reset"));
    }
}
