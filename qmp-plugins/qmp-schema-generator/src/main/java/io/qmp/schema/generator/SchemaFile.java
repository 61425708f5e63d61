package io.qmp.schema.generator;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads answers to {@code query-qmp-schema}. */
final class SchemaFile {
    private SchemaFile() {}

    static Schema read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream stream = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Schema parse(String json) {
        WireCodec codec = WireCodec.installed();
        Binder binder = codec.newBinder(CompatPolicy.ACCEPT);
        QmpValue answer = codec.parse(json);
        if (answer instanceof QmpObject reply && reply.get("return") instanceof QmpArray result) {
            answer = result;
        }
        if (!(answer instanceof QmpArray entities)) {
            throw new IllegalArgumentException("an answer to query-qmp-schema is an array");
        }
        return new Schema(entities.elements().stream()
                .map(entity -> binder.read(entity, SchemaInfo.class))
                .toList());
    }
}
