package io.qmp.plugin.qemu;

import io.qmp.api.Experimental;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.schema.Schema;
import io.qmp.api.wire.WireCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A version of QEMU that was recorded, so that a server can behave as it. The version of the server's options decides:
 *
 * <pre>{@code
 * ServerOptions.DEFAULT.withVersion(new VersionInfo(QemuVersion.V7_2.triple(), "my server"))
 * }</pre>
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum QemuVersion {
    /** QEMU 7.2. */
    V7_2("7.2", 22),
    /** QEMU 10.0. */
    V10_0("10.0", 13),
    /** QEMU 11.1. */
    V11_1("11.1", 3);

    /** The newest version. */
    public static final QemuVersion LATEST = values()[values().length - 1];

    private final String label;
    private final VersionTriple triple;

    QemuVersion(String label, long micro) {
        this.label = label;
        String[] numbers = label.split("\\.");
        this.triple = new VersionTriple(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), micro);
    }

    /** {@return what the version is called, such as {@code 10.0}} */
    public String label() {
        return label;
    }

    /** {@return the version that was recorded, as a greeting has it} */
    public VersionTriple triple() {
        return triple;
    }

    /** {@return the version of that label, if it was recorded} */
    public static Optional<QemuVersion> find(String label) {
        return Stream.of(values())
                .filter(version -> version.label.equals(label))
                .findFirst();
    }

    /** {@return the newest recorded version that is not newer than a version, or else the oldest} */
    public static QemuVersion of(VersionTriple version) {
        VersionTriple last = new VersionTriple(version.major(), version.minor(), Long.MAX_VALUE);
        QemuVersion newest = values()[0];
        for (QemuVersion recorded : values()) {
            if (recorded.triple.compareTo(last) <= 0) {
                newest = recorded;
            }
        }
        return newest;
    }

    /**
     * {@return the introspection of this version for x86_64} It is read at each call.
     *
     * @param codec reads it
     */
    public Schema schema(WireCodec codec) {
        return codec.newBinder(CompatPolicy.ACCEPT).readSchema(recorded());
    }

    /** The recorded answer. */
    String recorded() {
        String name = "qemu-" + triple + ".json.gz";
        try (InputStream file = Objects.requireNonNull(QemuVersion.class.getResourceAsStream(name), name);
                InputStream text = new GZIPInputStream(file)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
