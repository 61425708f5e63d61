package io.qmp.server.schema;

import io.qmp.api.schema.Schema;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The recorded schema of a plugin, which is asked for it when it is first needed. Thread-safe. */
public final class RecordedSchema {
    private final Supplier<Schema> source;
    private volatile @Nullable Schema known; // threads that race ask twice

    /**
     * Makes it.
     *
     * @param source supplies the schema; throws {@link IllegalStateException} with the plugin's name if the plugin
     *     fails, and is then asked again
     */
    public RecordedSchema(Supplier<Schema> source) {
        this.source = source;
    }

    Schema get() {
        Schema schema = known;
        if (schema == null) {
            schema = source.get();
            known = schema;
        }
        return schema;
    }
}
