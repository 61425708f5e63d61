package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An object that is created before the devices of the machine, as by {@code object-add}.
 *
 * @param type its type
 * @param id its name below {@code /objects}
 * @param properties the values of its properties
 * @since 0.1
 */
@Experimental(since = "0.1")
public record NewObject(String type, String id, QmpObject properties) {
    /** {@return the object that the arguments of {@code object-add} describe, which have been checked} */
    public static NewObject of(String id, QmpObject arguments) {
        Map<String, QmpValue> properties = new LinkedHashMap<>(arguments.members());
        properties.remove("id");
        QmpValue type = Objects.requireNonNull(properties.remove("qom-type"), "qom-type");
        return new NewObject(((QmpString) type).value(), id, new QmpObject(properties));
    }
}
