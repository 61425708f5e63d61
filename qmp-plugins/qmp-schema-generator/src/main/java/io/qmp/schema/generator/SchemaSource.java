package io.qmp.schema.generator;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.WireCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads answers to {@code query-qmp-schema}: from a file, or from a server that is asked. */
final class SchemaSource {
    private SchemaSource() {}

    /** What a file tells, or, if the text is {@code unix:PATH} or {@code tcp:HOST:PORT}, the server that listens there. */
    static Schema read(String source) throws IOException {
        if (source.startsWith("unix:") || source.startsWith("tcp:")) {
            return schema(SchemaQuery.ask(QmpAddress.parse(source)));
        }
        Path file = Path.of(source);
        try (InputStream raw = Files.newInputStream(file);
                InputStream stream = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Schema parse(String json) {
        return schema(WireCodec.installed().parse(json));
    }

    private static Schema schema(QmpValue told) {
        Binder binder = WireCodec.installed().newBinder(CompatPolicy.ACCEPT);
        QmpValue answer = told;
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
