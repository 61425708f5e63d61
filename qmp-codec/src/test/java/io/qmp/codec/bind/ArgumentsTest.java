package io.qmp.codec.bind;

import static io.qmp.codec.bind.Values.array;
import static io.qmp.codec.bind.Values.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.command.QmpCapabilities;
import io.qmp.api.command.QmpCapability;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.QmpError;
import io.qmp.api.type.IntType;
import io.qmp.api.type.IntegerType;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Rest;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a server says of arguments, checked against the answers of QEMU. */
class ArgumentsTest {
    private final RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);

    @CommandName("set_link")
    record SetLink(String name, boolean up) implements Command<Nothing> {}

    enum Reboot {
        RESET,
        SHUTDOWN
    }

    @CommandName("set-action")
    record SetAction(@Nullable Reboot reboot, @Nullable Boolean force) implements Command<Nothing> {}

    @CommandName("query-name")
    record QueryName() implements Command<Nothing> {}

    enum Capability {
        XBZRLE
    }

    record CapabilityStatus(Capability capability, boolean state) {}

    @CommandName("migrate-set-capabilities")
    record SetCapabilities(List<CapabilityStatus> capabilities) implements Command<Nothing> {}

    @CommandName("set-numa-node")
    record SetNumaNode(List<@IntType(IntegerType.UINT16) Integer> cpus) implements Command<Nothing> {}

    @CommandName("qom-set")
    record QomSet(String path, QmpValue value) implements Command<Nothing> {}

    @CommandName("device_add")
    record DeviceAdd(
            String driver, @Nullable String id, @Rest QmpObject properties) implements Command<Nothing> {}

    @Test
    void tellsTheFirstFaultInTheOrderOfTheRecord() {
        rejects(SetLink.class, object(), "Parameter 'name' is missing");
        rejects(SetLink.class, object("name", "x"), "Parameter 'up' is missing");
        rejects(SetLink.class, object("up", "on"), "Parameter 'name' is missing");
        rejects(SetLink.class, object("up", 1, "name", 1), "Invalid parameter type for 'name', expected: string");
        rejects(SetLink.class, object("name", "x", "up", 1), "Invalid parameter type for 'up', expected: boolean");
        rejects(SetLink.class, object("down", 1, "name", "x", "up", true), "Parameter 'down' is unexpected");
    }

    @Test
    void nullIsNoWayToLeaveAParameterOut() {
        rejects(SetLink.class, object("name", null, "up", true), "Invalid parameter type for 'name', expected: string");
        rejects(SetAction.class, object("reboot", null), "Invalid parameter type for 'reboot', expected: string");
        rejects(SetAction.class, object("force", null), "Invalid parameter type for 'force', expected: boolean");
    }

    @Test
    void optionalParametersMayBeAbsent() {
        assertThat(read(SetAction.class, object())).isEqualTo(new SetAction(null, null));
        assertThat(read(SetAction.class, object("reboot", "shutdown"))).isEqualTo(new SetAction(Reboot.SHUTDOWN, null));
    }

    @Test
    void aCommandWithoutParametersTakesNone() {
        assertThat(read(QueryName.class, object())).isSameAs(read(QueryName.class, object()));
        rejects(QueryName.class, object("", 1), "Parameter '' is unexpected");
    }

    @Test
    void anEnumerationTakesItsValuesOnly() {
        rejects(SetAction.class, object("reboot", "explode"), "Parameter 'reboot' does not accept value 'explode'");
        rejects(SetAction.class, object("reboot", ""), "Parameter 'reboot' does not accept value ''");
        rejects(SetAction.class, object("reboot", 0), "Invalid parameter type for 'reboot', expected: string");
    }

    @Test
    void pathsHaveThePositionsOfElements() {
        rejects(
                SetCapabilities.class,
                object("capabilities", object()),
                "Invalid parameter type for 'capabilities', expected: array");
        rejectsStatus(1, "Invalid parameter type for 'capabilities[0]', expected: object");
        rejectsStatus(object("capability", "xbzrle"), "Parameter 'capabilities[0].state' is missing");
        rejectsStatus(
                object("capability", "xbzrle", "state", 1),
                "Invalid parameter type for 'capabilities[0].state', expected: boolean");
        rejectsStatus(
                object("capability", "xbzrle", "state", true, "q", 1), "Parameter 'capabilities[0].q' is unexpected");
        rejects(
                SetCapabilities.class,
                object("capabilities", array(object("capability", "xbzrle", "state", true), object("state", true))),
                "Parameter 'capabilities[1].capability' is missing");
    }

    private void rejectsStatus(Object status, String desc) {
        rejects(SetCapabilities.class, object("capabilities", array(status)), desc);
    }

    @Test
    void anInnerLeftoverIsFoundBeforeAnOuterOne() {
        rejects(
                SetCapabilities.class,
                object("outer", 1, "capabilities", array(object("capability", "xbzrle", "state", true, "inner", 1))),
                "Parameter 'capabilities[0].inner' is unexpected");
    }

    @Test
    void aValueOutsideAnEnumerationOrARangeIsToldByTheLastNameOnly() {
        rejectsStatus(
                object("capability", "warp", "state", true), "Parameter 'capability' does not accept value 'warp'");
        rejects(SetNumaNode.class, object("cpus", array(1, 70000)), "Parameter 'null' expects uint16_t");
        rejects(SetNumaNode.class, object("cpus", array("a")), "Parameter 'cpus[0]' expects uint64");
    }

    @Test
    void negotiationNamesElementsOfItsList() {
        rejects(QmpCapabilities.class, object("enable", "oob"), "Invalid parameter type for 'enable', expected: array");
        rejects(
                QmpCapabilities.class,
                object("enable", array(1)),
                "Invalid parameter type for 'enable[0]', expected: string");
        rejects(QmpCapabilities.class, object("enable", array("foo")), "Parameter 'null' does not accept value 'foo'");
        rejects(QmpCapabilities.class, object("x", 1), "Parameter 'x' is unexpected");
        assertThat(read(QmpCapabilities.class, object("enable", array("oob"))))
                .isEqualTo(new QmpCapabilities(List.of(QmpCapability.OOB)));
    }

    @Test
    void anyTakesNullToo() {
        assertThat(read(QomSet.class, object("path", "p", "value", null))).isEqualTo(new QomSet("p", QmpNull.NULL));
        rejects(QomSet.class, object("path", "p"), "Parameter 'value' is missing");
    }

    @Test
    void theRestTakesWhatIsNotDeclared() {
        assertThat(read(DeviceAdd.class, object("mac", "52:54", "driver", "e1000", "bootindex", 1)))
                .isEqualTo(new DeviceAdd("e1000", null, object("mac", "52:54", "bootindex", 1)));
        rejects(DeviceAdd.class, object("mac", "52:54"), "Parameter 'driver' is missing");
    }

    @Test
    void besideTheRestNothingIsOfTheWrongType() {
        rejects(DeviceAdd.class, object("driver", 1), "Parameter 'driver' is missing");
        assertThat(read(DeviceAdd.class, object("driver", "e1000", "id", 1)))
                .isEqualTo(new DeviceAdd("e1000", null, QmpObject.EMPTY));
    }

    private <C extends Command<R>, R> C read(Class<C> command, QmpObject arguments) {
        return binder.command(command).readArguments(arguments);
    }

    private <C extends Command<R>, R> void rejects(Class<C> command, QmpObject arguments, String desc) {
        BindingException fault = catchThrowableOfType(
                BindingException.class, () -> binder.command(command).readArguments(arguments));
        assertThat(fault.error()).isEqualTo(QmpError.generic(desc));
    }
}
