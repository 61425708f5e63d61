package io.qmp.codec.bind;

import static io.qmp.api.bind.CompatPolicy.Input;
import static io.qmp.api.bind.CompatPolicy.Output;
import static io.qmp.codec.bind.Values.array;
import static io.qmp.codec.bind.Values.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.error.BindingException;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.type.Features;
import io.qmp.api.type.Unstable;
import io.qmp.api.value.QmpObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is deprecated or unstable, under policies that do not like it. */
class PolicyTest {
    private static final CompatPolicy REJECT =
            new CompatPolicy(Input.REJECT, Output.ACCEPT, Input.REJECT, Output.ACCEPT);
    private static final CompatPolicy HIDE_DEPRECATED =
            new CompatPolicy(Input.ACCEPT, Output.HIDE, Input.ACCEPT, Output.ACCEPT);
    private static final CompatPolicy HIDE_UNSTABLE =
            new CompatPolicy(Input.ACCEPT, Output.ACCEPT, Input.ACCEPT, Output.HIDE);

    enum Mode {
        PLAIN,
        @Features("deprecated")
        OLD,
        @Unstable
        X_NEW
    }

    record Result(
            @Nullable Mode mode,
            @Features("deprecated") boolean old,
            @Unstable @Nullable Long xNew) {}

    @CommandName("block-commit")
    record Commit(
            String device,
            @Features("deprecated") @Nullable String base,
            @Unstable @Nullable String xPerf,
            @Nullable List<Mode> modes)
            implements Command<Result> {}

    @CommandName("drive-backup")
    @Deprecated
    record DriveBackup(String device) implements Command<Result> {}

    @CommandName("required")
    record Required(@Features("deprecated") String old) implements Command<Result> {}

    @Features("deprecated")
    record OldType(String name) {}

    @EventName("OLD")
    @Features("deprecated")
    record Old(@Unstable long xNew, OldType old) implements EventData {}

    @Test
    void rejectedParametersAreNamedWithoutTheirPath() {
        rejects(object("device", "d", "base", 1), "Deprecated parameter base disabled by policy");
        rejects(object("device", "d", "x-perf", "p"), "Unstable parameter x-perf disabled by policy");
        rejects(object("base", "b"), "Parameter 'device' is missing");
    }

    @Test
    void rejectedValuesAreNamed() {
        rejects(object("device", "d", "modes", array("plain", "old")), "Deprecated value old disabled by policy");
        rejects(object("device", "d", "modes", array("x-new")), "Unstable value x-new disabled by policy");
    }

    private static void rejects(QmpObject arguments, String desc) {
        assertThatThrownBy(() -> new RecordBinder(REJECT).command(Commit.class).readArguments(arguments))
                .isInstanceOf(BindingException.class)
                .hasMessage("GenericError: " + desc);
    }

    @Test
    void aRejectedValueOfATagIsNamed() {
        assertThatThrownBy(() -> new RecordBinder(REJECT)
                        .command(Block.BlockdevAdd.class)
                        .readArguments(object("driver", "gluster", "cache", 1)))
                .hasMessage("GenericError: Deprecated value gluster disabled by policy");
    }

    @Test
    void aRejectedParameterIsNotMissed() {
        assertThatThrownBy(
                        () -> new RecordBinder(REJECT).command(Required.class).readArguments(object()))
                .hasMessage("GenericError: Deprecated parameter old disabled by policy");
    }

    @Test
    void whatIsNotUsedIsNotRejected() {
        assertThat(new RecordBinder(REJECT)
                        .command(Commit.class)
                        .readArguments(object("device", "d", "modes", array("plain"))))
                .isEqualTo(new Commit("d", null, null, List.of(Mode.PLAIN)));
    }

    @Test
    void clientsReadWhatServersWouldReject() {
        assertThat(new RecordBinder(REJECT).command(Commit.class).readResult(object("mode", "old", "old", true)))
                .isEqualTo(new Result(Mode.OLD, true, null));
    }

    @Test
    void hiddenMembersOfResultsAreLeftOutButValuesAreNot() {
        Result result = new Result(Mode.OLD, true, 1L);
        assertThat(new RecordBinder(HIDE_DEPRECATED).command(Commit.class).writeResult(result))
                .isEqualTo(object("mode", "old", "x-new", 1));
        assertThat(new RecordBinder(HIDE_UNSTABLE).command(Commit.class).writeResult(result))
                .isEqualTo(object("mode", "old", "old", true));
    }

    @Test
    void hiddenMembersOfEventsAreLeftOut() {
        assertThat(new RecordBinder(HIDE_UNSTABLE).event(Old.class).writeData(new Old(1, new OldType("n"))))
                .isEqualTo(object("old", object("name", "n")));
    }

    @Test
    void argumentsAndLooseValuesAreWrittenWhole() {
        RecordBinder binder = new RecordBinder(HIDE_DEPRECATED);
        Commit commit = new Commit("d", "b", null, null);
        assertThat(binder.command(Commit.class).writeArguments(commit)).isEqualTo(object("device", "d", "base", "b"));
        assertThat(binder.write(new Result(null, true, null))).isEqualTo(object("old", true));
    }

    @Test
    void introspectionLacksWhatIsDeprecatedIfThatIsHidden() {
        assertThat(names(HIDE_DEPRECATED))
                .containsExactlyElementsOf(names(CompatPolicy.ACCEPT).stream()
                        .filter(name ->
                                !List.of("drive-backup", "OLD", "OldType").contains(name))
                        .toList());
        assertThat(members(HIDE_DEPRECATED, "Commit")).containsExactly("device", "x-perf", "modes");
        assertThat(members(HIDE_UNSTABLE, "Commit")).containsExactly("device", "base", "x-perf", "modes");
    }

    private static List<String> names(CompatPolicy policy) {
        return entities(policy).stream().map(SchemaInfo::name).toList();
    }

    private static List<String> members(CompatPolicy policy, String type) {
        return entities(policy).stream()
                .filter(entity -> entity.name().equals(type))
                .flatMap(entity -> ((SchemaInfo.ObjectType) entity).members().stream())
                .map(SchemaInfo.ObjectMember::name)
                .toList();
    }

    private static List<SchemaInfo> entities(CompatPolicy policy) {
        RecordBinder binder = new RecordBinder(policy);
        return binder.introspect(
                        List.of(binder.command(Commit.class), binder.command(DriveBackup.class)),
                        List.of(binder.event(Old.class)),
                        TypeNames.JAVA)
                .entities();
    }

    @Test
    void bindingsTellTheirFeatures() {
        RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);
        assertThat(binder.command(DriveBackup.class).features()).containsExactly("deprecated");
        assertThat(binder.command(Commit.class).features()).isEmpty();
        assertThat(binder.event(Old.class).features()).containsExactly("deprecated");
    }
}
