package io.qmp.plugin.machine.object;

import static io.qmp.plugin.machine.handler.Handlers.does;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.schema.JsonType;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Open;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.options.Identifiers;
import io.qmp.plugin.machine.config.Device;
import io.qmp.plugin.machine.config.PropertyValues;
import io.qmp.plugin.qemu.command.DeviceAdd;
import io.qmp.plugin.qemu.command.DeviceDel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The commands and events of devices. */
public final class DeviceCommands {
    private static final Set<String> BESIDE_PROPERTIES = Set.of("driver", "bus", "id");

    /** What versions say of it that read all its arguments as texts. */
    private static final Schema DEVICE_ADD = new Schema(List.of(
            new SchemaInfo.Command("device_add", List.of("json-cli", "json-cli-hotplug"), "arguments", "nothing", null),
            object("nothing"),
            object("arguments", member("driver", null), member("bus", QmpNull.NULL), member("id", QmpNull.NULL)),
            new SchemaInfo.Builtin("str", null, Open.of(JsonType.STRING))));

    private DeviceCommands() {}

    private static SchemaInfo object(String name, SchemaInfo.ObjectMember... members) {
        return new SchemaInfo.ObjectType(name, null, List.of(members), null, null);
    }

    private static SchemaInfo.ObjectMember member(String name, @Nullable QmpValue unlessGiven) {
        return new SchemaInfo.ObjectMember(name, "str", unlessGiven, null);
    }

    /** Registers them. */
    public static void register(PluginRegistry registry, Devices devices) {
        if (devices.areAddedByTexts()) {
            registry.command("device_add", DEVICE_ADD, (request, context) -> {
                devices.add(ofTexts(request.arguments()));
                return CompletableFuture.completedFuture(request.success(QmpObject.EMPTY));
            });
        } else {
            registry.command(DeviceAdd.class, does(add -> devices.add(device(add))));
        }
        registry.command(DeviceDel.class, does(delete -> devices.delete(delete.id())));
    }

    private static Device device(DeviceAdd add) {
        return new Device(
                add.driver(),
                Optional.ofNullable(add.bus()),
                Optional.ofNullable(add.id()),
                PropertyValues.of(add.properties()));
    }

    private static Device ofTexts(QmpObject arguments) {
        PropertyValues all = PropertyValues.of(arguments).toTexts();
        Optional<String> id = arguments.string("id");
        QmpObject.Builder properties = QmpObject.builder();
        all.values().members().forEach((name, value) -> {
            if (!BESIDE_PROPERTIES.contains(name)) {
                properties.put(name, value);
            }
        });
        id.filter(given -> !Identifiers.matches(given)).ifPresent(given -> {
            throw Errors.expects("id", "an identifier");
        });
        return new Device(
                all.text("driver").orElseThrow(() -> CommandFailedException.generic("Parameter 'driver' is missing")),
                all.text("bus"),
                id,
                new PropertyValues(properties.build(), true));
    }
}
