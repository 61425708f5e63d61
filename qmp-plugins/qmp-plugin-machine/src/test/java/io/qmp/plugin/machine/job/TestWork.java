package io.qmp.plugin.machine.job;

import io.qmp.api.error.CommandFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Work of ten pieces, one a second, of which a test decides how it ends. */
final class TestWork implements JobWork {
    static final Duration PIECE = Duration.ofSeconds(1);
    private static final int PIECES = 10;

    final List<String> calls = new ArrayList<>();
    boolean getsReady;
    boolean atOnce;

    @Nullable
    String failure;

    @Nullable
    String failureOfPrepare;

    private int done;
    private boolean completed;

    @Override
    public Step next(Job job) {
        if (failure != null) {
            throw CommandFailedException.generic(failure);
        }
        if (done == 0) {
            job.progress().remaining(PIECES);
        } else {
            job.progress().advance(job.progress().done() < PIECES ? 1 : 0);
        }
        done++;
        if (done <= PIECES && !atOnce) {
            return Step.after(PIECE);
        }
        if (!getsReady || completed || job.isCancelRequested()) {
            return Step.DONE;
        }
        return job.isReady() ? Step.WAIT : Step.READY;
    }

    @Override
    public boolean succeedsAtOnce() {
        return atOnce;
    }

    @Override
    public boolean completesWhenCancelled(Job job) {
        return job.isReady();
    }

    @Override
    public void complete(Job job) {
        completed = true;
    }

    @Override
    public void prepare(Job job) {
        calls.add("prepare");
        if (failureOfPrepare != null) {
            throw CommandFailedException.generic(failureOfPrepare);
        }
    }

    @Override
    public void commit() {
        calls.add("commit");
    }

    @Override
    public void abort() {
        calls.add("abort");
    }

    @Override
    public void clean() {
        calls.add("clean");
    }
}
