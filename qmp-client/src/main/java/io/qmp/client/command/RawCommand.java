package io.qmp.client.command;

import io.qmp.api.error.QmpError;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.schema.MissingElement;
import io.qmp.api.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request of which the reply is handed over as it came, whatever it is, with the id that the caller gave the
 * request.
 */
public final class RawCommand extends PendingCommand<Reply> {
    private final Request original;
    private final @Nullable Consumer<String> text;

    /**
     * Makes a command that is not submitted yet.
     *
     * @param text receives the reply as text, and throws nothing; {@code null} if nobody wants it
     * @param descriptor passed along, and closed at the latest when the future completes
     */
    public RawCommand(
            Request original, CommandTime limit, @Nullable Consumer<String> text, Optional<FileDescriptor> descriptor) {
        super(original, limit, descriptor, ResultReader.of(result -> new Reply.Success(result, original.id())));
        this.original = original;
        this.text = text;
    }

    @Override
    void received(Supplier<String> reply) {
        if (text != null) {
            text.accept(reply.get());
        }
    }

    /** It is for the peer to say what it does not know. */
    @Override
    boolean isChecked() {
        return false;
    }

    @Override
    List<MissingElement> lacks(Schema peer) {
        return List.of();
    }

    /** No reply is made up for it. */
    @Override
    boolean mayEndUnanswered() {
        return false;
    }

    @Override
    void refuse(QmpError error) {
        complete(new Reply.Failure(error, original.id()));
    }
}
