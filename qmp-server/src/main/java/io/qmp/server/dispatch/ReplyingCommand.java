package io.qmp.server.dispatch;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command that answers with whole replies, of which nothing but the id is changed. */
interface ReplyingCommand extends RegisteredCommand<Reply> {
    @Override
    default Set<String> features() {
        return Set.of();
    }

    @Override
    default boolean allowsOutOfBand() {
        return true;
    }

    @Override
    default Reply reply(@Nullable Reply result, Request request) {
        return Responder.unchanged(result, request);
    }
}
