package io.qmp.testkit.fake;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.RequestHandler;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers the commands of a server as the test has declared. */
final class FakePlugin implements QmpPlugin {
    private final Script<Answer<?>> script;
    private final Journal journal;
    private final Introspection introspection;
    private final boolean answersAll;
    private @Nullable Stage stage;

    /**
     * Makes the plugin of one server.
     *
     * @param script says what is answered
     * @param journal keeps what is received
     * @param introspection answers the questions about the schema that the test has not declared
     * @param answersAll whether no other plugin answers what is neither declared nor known
     */
    FakePlugin(Script<Answer<?>> script, Journal journal, Introspection introspection, boolean answersAll) {
        this.script = script;
        this.journal = journal;
        this.introspection = introspection;
        this.answersAll = answersAll;
    }

    @Override
    public void register(PluginRegistry registry) {
        stage = new Stage(registry.server());
        registry.interceptor(this::intercept);
        if (answersAll) {
            registry.fallback((request, context) -> unexpected(request));
        }
    }

    private CompletionStage<Reply> intercept(Request request, CommandContext context, RequestHandler next) {
        journal.received(request);
        Optional<Answer<?>> answer = script.take(request);
        return answer.isPresent()
                ? answer.get().run(request, context, Objects.requireNonNull(stage))
                : next.handle(request, context);
    }

    private CompletionStage<Reply> unexpected(Request request) {
        return CompletableFuture.completedFuture(introspection.answer(request).orElseGet(() -> {
            script.unexpected(request);
            return request.failure(QmpError.generic("unexpected command " + request.command()));
        }));
    }
}
