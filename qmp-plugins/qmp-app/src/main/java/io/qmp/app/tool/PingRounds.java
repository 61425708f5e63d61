package io.qmp.app.tool;

import io.qmp.app.process.Output;
import io.qmp.app.process.Waiting;
import io.qmp.program.probe.PingReply;
import io.qmp.program.probe.PingReply.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Pings one after another, each with a line, and a line that sums them up if there are several. */
final class PingRounds {
    private final Output out;
    private final Supplier<CompletionStage<PingReply>> ping;
    private final List<Duration> times = new ArrayList<>();
    private Verdict worst = Verdict.ANSWERS;

    /**
     * Rounds that have not begun.
     *
     * @param ping asks once
     */
    PingRounds(Output out, Supplier<CompletionStage<PingReply>> ping) {
        this.out = out;
        this.ping = ping;
    }

    void run(long count, Duration interval) throws InterruptedException {
        for (long round = 1; round <= count; round++) {
            PingReply reply = Waiting.await(ping.get());
            if (round == 1 && reply.verdict() == Verdict.ANSWERS) {
                reply = Waiting.await(ping.get()); // the first time has the loading of classes in it
            }
            out.println(PingTool.text(reply));
            reply.inBand().ifPresent(times::add);
            if (reply.verdict().compareTo(worst) > 0) {
                worst = reply.verdict();
            }
            if (round < count) {
                pause(interval);
            }
        }
        if (count > 1) {
            sumUp(count);
        }
    }

    private void pause(Duration interval) throws InterruptedException {
        Executor later = CompletableFuture.delayedExecutor(interval.toNanos(), TimeUnit.NANOSECONDS);
        Waiting.await(CompletableFuture.runAsync(() -> {}, later));
    }

    private void sumUp(long count) {
        String found = times.size() + " of " + count + " answered";
        if (!times.isEmpty()) {
            Duration total = times.stream().reduce(Duration.ZERO, Duration::plus);
            found += ", least "
                    + PingTool.milliseconds(
                            times.stream().min(Duration::compareTo).orElseThrow())
                    + ", mean " + PingTool.milliseconds(total.dividedBy(times.size()))
                    + ", most "
                    + PingTool.milliseconds(
                            times.stream().max(Duration::compareTo).orElseThrow());
        }
        out.println(found);
    }

    /** {@return the worst that was found} */
    Verdict worst() {
        return worst;
    }
}
