package io.qmp.codec.bind;

import static io.qmp.codec.bind.Values.array;
import static io.qmp.codec.bind.Values.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.Lenience;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.error.BindingException;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.type.Inline;
import io.qmp.api.type.Newer;
import io.qmp.api.type.Open;
import io.qmp.api.type.Rest;
import io.qmp.api.value.QmpObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The deviations that the listener receives. */
class LenienceTest {
    enum Mode {
        FAST,
        SLOW
    }

    record Size(long size, @Newer @Nullable String unit) {}

    record Info(
            Mode mode,
            Open<Mode> wanted,
            @Nullable String label,
            @Inline Size size) {}

    record Free(long id, @Rest QmpObject others) {}

    @CommandName("query-info")
    record QueryInfo() implements Command<List<Info>> {}

    @EventName("INFO")
    record InfoChanged(Info info) implements EventData {}

    private final List<String> told = new ArrayList<>();
    private final RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT, this::tell);

    private void tell(Lenience lenience) {
        String value = lenience.value()
                .map(left -> ": " + left.toString().replace("\"", ""))
                .orElse("");
        told.add(lenience.what() + " " + lenience.source() + " " + lenience.path() + value);
    }

    private static QmpObject info(@Nullable Object... more) {
        QmpObject.Builder info = QmpObject.builder();
        object("mode", "fast", "wanted", "slow", "size", 1).members().forEach(info::put);
        object(more).members().forEach(info::put);
        return info.build();
    }

    @Test
    void nothingIsToldOfWhatIsDescribed() {
        binder.command(QueryInfo.class).readResult(array(info(), info("label", "l", "unit", "KiB")));
        binder.read(object("id", 1, "more", true), Free.class);
        assertThat(told).isEmpty();
    }

    @Test
    void unknownMembersAndAbsentOnesAreTold() {
        binder.command(QueryInfo.class)
                .readResult(array(info(), info("more", 1), object("mode", "slow", "wanted", "fast")));
        assertThat(told).containsExactly("DROPPED query-info [1].more: 1", "ABSENT query-info [2].size");
    }

    @Test
    void unknownValuesAreToldWhereTheyHaveNoPlace() {
        binder.event(InfoChanged.class).readData(object("info", object("mode", "idle", "wanted", "idle", "size", 1)));
        assertThat(told).containsExactly("DROPPED INFO info.mode: idle");
    }

    @Test
    void unknownCasesAreTold() {
        QmpObject raw = object("driver", "raw", "file", object("driver", "ssh"));
        assertThat(binder.read(raw, Block.BlockdevAdd.class)).isInstanceOf(Block.Raw.class);
        assertThat(told).containsExactly("DROPPED BlockdevAdd file.driver: ssh");

        told.clear();
        assertThatThrownBy(() -> binder.read(object("type", "tcp"), InlineTest.Socket.class))
                .isInstanceOf(BindingException.class);
        assertThat(told).containsExactly("DROPPED Socket type: tcp", "DROPPED Socket : {type=tcp}");
    }

    @Test
    void whatDoesNotFitIsTold() {
        binder.command(QueryInfo.class)
                .readResult(array(object("mode", 1, "wanted", "fast", "size", "1 K"), array(), info("label", true)));
        assertThat(told)
                .containsExactly(
                        "MISFIT query-info [0].mode: 1",
                        "MISFIT query-info [0].size: 1 K",
                        "MISFIT query-info [1]: []",
                        "MISFIT query-info [2].label: true");
    }

    @Test
    void strictReadingTellsNothing() {
        assertThatThrownBy(() -> binder.command(QueryInfo.class).readArguments(object("more", 1)))
                .isInstanceOf(BindingException.class);
        assertThat(told).isEmpty();
    }
}
