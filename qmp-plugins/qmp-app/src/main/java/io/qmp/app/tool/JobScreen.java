package io.qmp.app.tool;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.app.tool.JobTool.OnError;
import io.qmp.client.CallOptions;
import io.qmp.client.QmpClient;
import io.qmp.client.operation.JobListener;
import io.qmp.client.operation.JobPause;
import io.qmp.client.operation.Progress;
import io.qmp.program.text.ProgressBar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Shows the progress of a job on standard error, a bar on a terminal and lines elsewhere, and does what is to be done
 * when it stops. Called on the client's loop, but for {@link #cancel} and {@link #end}.
 */
final class JobScreen implements JobListener {
    private static final int BAR = 40;
    private static final int STEP = 10;
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(1);

    /** Less than the program may take to end after a signal. */
    private static final Duration CANCELLING = Duration.ofMillis(1500);

    private final QmpClient client;
    private final OnError onError;
    private final ProcessEnvironment environment;
    private final PrintStream err;
    private final boolean terminal;
    private int shown = -1;
    private boolean drawn;

    JobScreen(QmpClient client, OnError onError, ProcessEnvironment environment, boolean terminal) {
        this.client = client;
        this.onError = onError;
        this.environment = environment;
        this.err = environment.err();
        this.terminal = terminal;
    }

    @Override
    public void progress(Progress progress) {
        double ratio = progress.total() > 0 ? (double) progress.done() / progress.total() : 0;
        int percent = (int) (Math.min(1, ratio) * 100);
        if (terminal) {
            err.print("\r" + ProgressBar.of(ratio, BAR));
            err.flush();
            drawn = true;
        } else if (percent / STEP > shown / STEP || shown < 0) {
            err.println("qmp: " + percent + " %");
            shown = percent;
        }
    }

    /** Ends the line of the bar. */
    void end() {
        if (drawn) {
            drawn = false;
            err.println();
        }
    }

    @Override
    public JobPause.Choice paused(JobPause pause) {
        if (pause.failed().isEmpty()) {
            note("the job " + pause.job() + " is paused by somebody; waiting");
            return JobPause.Choice.WAIT;
        }
        String what =
                "the job " + pause.job() + " has stopped on a " + pause.failed().get() + " error";
        switch (onError) {
            case RESUME -> {
                note(what + "; trying again");
                client.loop().schedule(BEFORE_ANOTHER_TRY, () -> execute("job-resume", pause.job()));
            }
            case CANCEL -> {
                note(what + " and is cancelled");
                execute("job-cancel", pause.job());
            }
            case ASK -> {
                note(what);
                Thread asking = new Thread(() -> ask(pause.job()), "question");
                asking.setDaemon(true);
                asking.start();
            }
        }
        return JobPause.Choice.WAIT;
    }

    private void note(String text) {
        end();
        err.println("qmp: " + text);
    }

    private void ask(String job) {
        try {
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(environment.in(), StandardCharsets.UTF_8));
            String answer = "";
            while (answer != null && !answer.matches("[rc].*")) {
                err.print("resume or cancel? [r/c] ");
                err.flush();
                answer = answers.readLine();
            }
            execute(answer != null && answer.startsWith("r") ? "job-resume" : "job-cancel", job);
        } catch (IOException e) {
            execute("job-cancel", job);
        }
    }

    private CompletableFuture<QmpValue> execute(String command, String job) {
        return client.execute(
                command, QmpObject.of("id", QmpValue.of(job)), CallOptions.DEFAULT.withHardLimit(CANCELLING));
    }

    /** Cancels the job and waits until that was answered. */
    void cancel(String job) throws InterruptedException {
        try {
            Waiting.await(execute("job-cancel", job).handle((done, failure) -> done));
        } catch (CompletionException e) {
            note("the job " + job + " could not be cancelled: " + e.getMessage());
        }
    }
}
