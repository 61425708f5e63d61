package io.qmp.transcript;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpDouble;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import java.time.Duration;
import java.util.List;

/** The lines of a transcript. */
final class TranscriptLines {
    static final String MARK = "qmp-transcript";
    private static final long VERSION = 1;
    private static final double NANOS_PER_SECOND = 1e9;

    private final WireCodec codec;

    TranscriptLines(WireCodec codec) {
        this.codec = codec;
    }

    String header(Transcript transcript) {
        List<QmpValue> places =
                transcript.redacted().stream().<QmpValue>map(QmpString::new).toList();
        return line(QmpObject.builder()
                .put(MARK, QmpValue.of(VERSION))
                .put("peer", QmpValue.of(transcript.peer()))
                .put("redacted", new QmpArray(places))
                .build());
    }

    /** {@return a transcript with a header and no messages} */
    Transcript header(String line) {
        QmpObject header = object(line);
        if (header.integer(MARK).orElse(0) != VERSION) {
            throw new IllegalArgumentException("this is no transcript of version " + VERSION + ": its first line has no"
                    + " {\"" + MARK + "\": " + VERSION + "}");
        }
        List<String> places = header.array("redacted").map(QmpArray::elements).orElse(List.of()).stream()
                .filter(QmpString.class::isInstance)
                .map(place -> ((QmpString) place).value())
                .toList();
        return new Transcript(header.string("peer").orElse(""), places, List.of());
    }

    String entry(TranscriptEntry entry) {
        QmpObject.Builder line = QmpObject.builder()
                .put("t", new QmpDouble(entry.time().toNanos() / NANOS_PER_SECOND))
                .put("c", QmpValue.of(entry.connection()))
                .put("d", QmpValue.of(entry.direction().sign()));
        if (entry.message() == null) {
            line.put("raw", QmpValue.of(entry.raw()));
        } else {
            line.put("m", entry.message());
        }
        if (entry.descriptors() > 0) {
            line.put("fds", QmpValue.of(entry.descriptors()));
        }
        return line(line.build());
    }

    TranscriptEntry entry(String line) {
        QmpObject entry = object(line);
        return new TranscriptEntry(
                Duration.ofNanos(Math.round(seconds(entry) * NANOS_PER_SECOND)),
                entry.integer("c").orElse(1),
                Direction.ofSign(entry.string("d").orElse("")),
                entry.object("m").orElse(null),
                entry.string("raw").orElse(""),
                (int) entry.integer("fds").orElse(0));
    }

    private static double seconds(QmpObject entry) {
        QmpValue time = entry.get("t");
        if (time instanceof QmpDouble number) {
            return number.value();
        }
        return time instanceof QmpLong whole ? whole.value() : 0;
    }

    private QmpObject object(String line) {
        if (codec.parse(line) instanceof QmpObject object) {
            return object;
        }
        throw new IllegalArgumentException("must be a JSON object");
    }

    private String line(QmpObject object) {
        return codec.format(object, WireFormat.CLIENT) + "\n";
    }
}
