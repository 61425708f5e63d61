package io.qmp.server.session;

import io.qmp.api.error.QmpException;
import io.qmp.api.message.Greeting;
import io.qmp.api.spi.GreetingSource;
import io.qmp.server.guard.LoopTasks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The greeting is not known yet: what the client sends is kept until it is. */
final class Ungreeted implements SessionState {
    private final GreetingSource greetings;

    /**
     * Makes the state.
     *
     * @param greetings supplies the greeting; throws nothing
     */
    Ungreeted(GreetingSource greetings) {
        this.greetings = greetings;
    }

    /** Greets the client as soon as the greeting is known, perhaps within this call. */
    @Override
    public void opened(Session session) {
        session.limitNegotiation();
        CompletionStage<Greeting> source = greetings.greeting(session.info());
        try {
            if (source.getClass() == CompletableFuture.class
                    && source instanceof CompletableFuture<Greeting> known
                    && known.isDone()
                    && !known.isCompletedExceptionally()) {
                greet(session, known.getNow(null), null);
            } else { // in a task of its own: code that completes the stage must not run handlers of commands
                source.whenComplete((greeting, failure) ->
                        LoopTasks.later(session.loop(), () -> greet(session, greeting, failure)));
            }
        } catch (Throwable failure) { // the stage may be a class of a plugin
            greet(session, null, failure);
        }
    }

    private void greet(Session session, @Nullable Greeting greeting, @Nullable Throwable failure) {
        if (session.isGreeted()) {
            return; // the session has ended, or the stage has called back twice
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof QmpException refusal) {
            session.refuse(String.valueOf(refusal.getMessage()));
        } else if (greeting == null) {
            session.failed(new IllegalStateException(greetings + " has provided no greeting", failure));
        } else {
            session.greet(greeting);
        }
    }

    @Override
    public boolean isGreeted() {
        return false;
    }

    @Override
    public boolean takesRequests() {
        return false;
    }

    @Override
    public String toString() {
        return "without a greeting";
    }
}
