package io.qmp.codec;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What is read and written in the benchmarks. */
public final class Samples {
    /** A command without arguments. */
    public static final byte[] SMALL = ascii("{\"execute\":\"query-status\",\"id\":123}\r\n");
    /** A command with arguments. */
    public static final byte[] ARGUMENTS =
            ascii("{\"execute\": \"balloon\", \"arguments\": {\"value\": 536870912}, \"id\": \"libvirt-371\"}\r\n");
    /** A value like that of {@code query-qmp-schema}. */
    public static final QmpValue SCHEMA = schema();
    /** A reply of about 200 KB. */
    public static final byte[] LARGE =
            ascii("{\"return\": " + new JsonWireCodec().format(SCHEMA, WireFormat.SERVER) + ", \"id\": 7}\r\n");

    private Samples() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static QmpValue schema() {
        List<QmpValue> entries = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            List<QmpValue> members = new ArrayList<>();
            for (int k = 0; k < 5; k++) {
                members.add(QmpObject.builder()
                        .put("name", QmpValue.of("member-" + i % 50 + '-' + k))
                        .put("type", QmpValue.of(String.valueOf(i + k)))
                        .build());
            }
            entries.add(QmpObject.builder()
                    .put("name", QmpValue.of(String.valueOf(i)))
                    .put("meta-type", QmpValue.of("object"))
                    .put("members", new QmpArray(members))
                    .put("count", QmpValue.of(i * 1000L))
                    .build());
        }
        return new QmpArray(entries);
    }
}
