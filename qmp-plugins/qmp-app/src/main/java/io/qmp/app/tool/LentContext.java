package io.qmp.app.tool;

import io.qmp.api.wire.WireCodec;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Interruption;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.client.QmpClient;
import io.qmp.program.ToolLine;
import io.qmp.program.spi.ProgramContext;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The things that the program lends to subcommands. */
final class LentContext implements ProgramContext {
    private final ProcessEnvironment environment;
    private @Nullable Interruption interruption;

    LentContext(ProcessEnvironment environment) {
        this.environment = environment;
    }

    /** {@return what the program's own subcommands use} */
    ProcessEnvironment environment() {
        return environment;
    }

    /** Has signals interrupt the current thread from now on. */
    LentContext interruptible() {
        interruption = Interruption.ofThisThread(environment.signals());
        return this;
    }

    @Override
    public InputStream in() {
        return environment.in();
    }

    @Override
    public void print(CharSequence text) {
        environment.out().print(text);
    }

    @Override
    public void note(String message) {
        environment.err().println("qmp: " + message);
    }

    @Override
    public WireCodec codec() {
        return Clients.CODEC;
    }

    @Override
    public CompletableFuture<QmpClient> connect(String address, ToolLine line) {
        try {
            return Clients.of(line, environment).connect(Peer.parse(address)).toCompletableFuture();
        } catch (OptionException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public <T> T await(CompletionStage<T> stage) throws InterruptedException {
        try {
            return Waiting.await(stage);
        } catch (InterruptedException e) {
            if (interruption == null) {
                throw e;
            }
            throw interruption.failure("what was sent may have been carried out");
        }
    }
}
