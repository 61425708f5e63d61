package io.qmp.codec;

import io.qmp.api.Experimental;
import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.LenienceListener;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.codec.bind.RecordBinder;
import io.qmp.codec.bind.derive.SpokenVersion;
import io.qmp.codec.json.JsonText;
import io.qmp.codec.message.EncodedResultCache;
import io.qmp.codec.message.JsonMessageWriter;
import io.qmp.codec.message.ReplyReader;
import io.qmp.codec.message.RequestReader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * JSON as QEMU reads and writes it.
 *
 * <p>Readers understand QEMU's dialect, report errors in its words and go on behind them where it does. Readers of
 * replies understand {@code inf} and {@code nan}, too, which QEMU writes though they are not JSON; writers write
 * them as QEMU does.
 *
 * <p>Writers share the bytes of large results that are sent repeatedly: a server that answers with the same
 * instance of a value again and again has it encoded only twice.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class JsonWireCodec implements WireCodec {
    /** The first version of QEMU that is known to tell syntax errors at once and with their place. */
    private static final VersionTriple PLACES_ERRORS = new VersionTriple(11, 1, 0);

    private final Map<WireFormat, EncodedResultCache> kept = new ConcurrentHashMap<>();

    /** Makes a codec. Those who share one share what it keeps. */
    public JsonWireCodec() {}

    @Override
    public MessageReader newRequestReader(ReaderLimits limits) {
        return new RequestReader(limits);
    }

    @Override
    public MessageReader newRequestReader(ReaderLimits limits, VersionTriple version) {
        return version.compareTo(PLACES_ERRORS) >= 0 ? RequestReader.placing(limits) : new RequestReader(limits);
    }

    @Override
    public MessageReader newReplyReader(ReaderLimits limits) {
        return new ReplyReader(limits);
    }

    @Override
    public MessageWriter newWriter(WireFormat format) {
        return new JsonMessageWriter(format, kept.computeIfAbsent(format, any -> new EncodedResultCache()));
    }

    @Override
    public Binder newBinder(CompatPolicy policy, LenienceListener lenience) {
        return new RecordBinder(policy, lenience);
    }

    @Override
    public Binder newBinder(CompatPolicy policy, VersionTriple version) {
        return new RecordBinder(policy, LenienceListener.NONE, new SpokenVersion(version));
    }

    @Override
    public QmpValue parse(String json) {
        return JsonText.parse(json);
    }

    @Override
    public String format(QmpValue value, WireFormat format) {
        return JsonText.format(value, format);
    }
}
