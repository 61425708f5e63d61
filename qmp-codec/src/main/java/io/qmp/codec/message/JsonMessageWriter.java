package io.qmp.codec.message;

import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.WireFormat;
import io.qmp.codec.json.ValueWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes messages. The members of the envelopes are in QEMU's order in every format. */
public final class JsonMessageWriter implements MessageWriter {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ValueWriter values;
    private final EncodedResultCache kept;
    private ByteBuffer shared = NOTHING;
    private final SmallResult last = new SmallResult();

    /**
     * Makes a writer.
     *
     * @param format how messages are written
     * @param kept the large results written in this format by all writers
     */
    public JsonMessageWriter(WireFormat format, EncodedResultCache kept) {
        this.values = new ValueWriter(format);
        this.kept = kept;
    }

    @Override
    public ByteBuffer write(QmpMessage message) {
        ByteBuffer own = writeOwn(message);
        return shared.hasRemaining()
                ? ByteBuffer.allocate(shared.remaining() + own.remaining())
                        .put(shared)
                        .put(own)
                        .flip()
                : own;
    }

    @Override
    public ByteBuffer shared() {
        return shared;
    }

    @Override
    public ByteBuffer writeOwn(QmpMessage message) {
        shared = NOTHING;
        values.clear();
        values.open('{');
        if (message instanceof Reply.Success success) {
            success(success);
        } else if (message instanceof Event event) {
            event(event);
        } else if (message instanceof Reply.Failure failure) {
            failure(failure);
        } else if (message instanceof Request request) {
            request(request);
        } else if (message instanceof Greeting greeting) {
            values.name(WireNames.QMP);
            values.keepOrder(greeting.keepsOrder());
            values.value(greeting.body());
            values.keepOrder(false);
        } else {
            throw new IllegalArgumentException("cannot be sent: " + message);
        }
        values.close('}');
        values.endLine();
        return values.out().view();
    }

    private void success(Reply.Success success) {
        values.name(WireNames.RETURN);
        values.keepOrder(success.keepsOrder());
        if (!last.write(success.result(), values)) {
            int begin = values.out().length();
            ByteBuffer large = kept.write(success.result(), values);
            shared = large == null ? NOTHING : large;
            last.wrote(success.result(), values, begin);
        }
        values.keepOrder(false);
        id(success.id());
    }

    private void failure(Reply.Failure failure) {
        id(failure.id());
        values.name(WireNames.ERROR);
        values.open('{');
        values.name(WireNames.CLASS);
        values.string(failure.error().errorClass());
        values.name(WireNames.DESC);
        values.string(failure.error().desc());
        values.close('}');
    }

    private void event(Event event) {
        values.name(WireNames.TIMESTAMP);
        values.open('{');
        values.name(WireNames.SECONDS);
        values.integer(event.timestamp().seconds());
        values.name(WireNames.MICROSECONDS);
        values.integer(event.timestamp().microseconds());
        values.close('}');
        values.name(WireNames.EVENT);
        values.string(event.name());
        if (!event.data().isEmpty()) {
            values.name(WireNames.DATA);
            values.keepOrder(event.keepsOrder());
            values.value(event.data());
            values.keepOrder(false);
        }
    }

    private void request(Request request) {
        values.name(request.outOfBand() ? WireNames.EXEC_OOB : WireNames.EXECUTE);
        values.string(request.command());
        if (!request.arguments().isEmpty()) {
            values.name(WireNames.ARGUMENTS);
            values.value(request.arguments());
        }
        id(request.id());
    }

    private void id(@Nullable QmpValue id) {
        if (id != null) {
            values.name(WireNames.ID);
            values.value(id);
        }
    }
}
