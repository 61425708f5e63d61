package io.qmp.testkit.fake;

import io.qmp.api.Experimental;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that programs of QEMU have answered to {@code query-qmp-schema}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum QemuSchema {
    /** {@code qemu-system-x86_64} 7.2.22. */
    V7_2("qemu-7.2.22", 7, 2, 22),
    /** {@code qemu-system-x86_64} 10.0.13. */
    V10_0("qemu-10.0.13", 10, 0, 13),
    /** {@code qemu-system-x86_64} 11.1.3. */
    V11_1("qemu-11.1.3", 11, 1, 3),
    /** {@code qemu-storage-daemon} 10.0.13. */
    STORAGE_DAEMON_10_0("qemu-storage-daemon-10.0.13", 10, 0, 13);

    private final String name;
    private final VersionTriple version;
    private @Nullable Schema schema;

    QemuSchema(String name, long major, long minor, long micro) {
        this.name = name;
        this.version = new VersionTriple(major, minor, micro);
    }

    /**
     * {@return the schema of a version of {@code qemu-system-x86_64}: {@code 10.0} or {@code 10.0.13}}
     *
     * @throws IllegalArgumentException if it is not bundled; the message lists the bundled ones
     */
    public static QemuSchema of(String version) {
        for (QemuSchema schema : values()) {
            String full = schema.version.toString();
            if (full.equals(version) || full.startsWith(version + ".")) {
                return schema;
            }
        }
        throw new IllegalArgumentException("there is no schema of QEMU " + version + ", but of "
                + Stream.of(values()).map(schema -> schema.version.toString()).collect(Collectors.joining(", ")));
    }

    /** {@return the version of the program} */
    public VersionInfo version() {
        return new VersionInfo(version, "");
    }

    /** {@return the schema} Read at the first call, and kept. */
    public synchronized Schema read() {
        Schema known = schema;
        if (known == null) {
            WireCodec codec = WireCodec.installed();
            known = codec.newBinder(CompatPolicy.ACCEPT).readSchema(text(name));
            schema = known;
        }
        return known;
    }

    /** {@return what the guest agent of this version has answered to {@code guest-info}} */
    QmpObject agentInfo() {
        return (QmpObject) WireCodec.installed().parse(text("qemu-ga-" + version));
    }

    private static String text(String recording) {
        String resource = recording + ".json.gz";
        try (InputStream packed = Objects.requireNonNull(QemuSchema.class.getResourceAsStream(resource), resource);
                InputStream json = new GZIPInputStream(packed)) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
