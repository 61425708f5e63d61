package io.qmp.plugin.qemu;

import io.qmp.api.schema.Schema;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.type.Former;
import java.lang.reflect.AnnotatedElement;
import java.util.function.Supplier;

/** Declares all commands and events of QEMU 11.1. */
final class QemuPlugin implements QmpPlugin {
    private final Supplier<Schema> schema;

    /**
     * @param schema the recorded introspection
     */
    QemuPlugin(Supplier<Schema> schema) {
        this.schema = schema;
    }

    @Override
    public void register(PluginRegistry registry) {
        QemuTypes.COMMANDS.stream().filter(QemuPlugin::isPresent).forEach(registry::declareCommand);
        QemuTypes.EVENTS.stream().filter(QemuPlugin::isPresent).forEach(registry::declareEvent);
        registry.describe(schema);
    }

    private static boolean isPresent(AnnotatedElement type) {
        return !type.isAnnotationPresent(Former.class);
    }
}
