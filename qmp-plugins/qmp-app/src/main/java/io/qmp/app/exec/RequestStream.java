package io.qmp.app.exec;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.error.QmpError;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.wire.WireCodec;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Executes requests that come as lines and hands over a reply for each line, in the order of the lines. A line that is
 * no request, and a request that gets no reply, has an error as its reply.
 *
 * <p>A thread of its own reads lines and sends requests, while the caller's waits for replies: a reply is handed over
 * as soon as those before it are there, also while no further line comes. At most as many lines are held as may be
 * under way.
 */
public final class RequestStream {
    private static final CompletableFuture<Reply> END = new CompletableFuture<>();

    private final RequestLines lines;
    private final Function<Request, CompletableFuture<Reply>> peer;
    private final int parallel;
    private final Semaphore free;
    private final BlockingQueue<CompletableFuture<Reply>> underWay = new LinkedBlockingQueue<>();
    private volatile @Nullable IOException unreadable;
    private @Nullable QmpException ended;
    private @Nullable QmpException timedOut;
    private long failed;
    private long all;

    /**
     * Makes a stream.
     *
     * @param in where the lines come from
     * @param codec reads them
     * @param peer executes a request; the reply has its id
     * @param parallel how many requests may be under way at once
     */
    public RequestStream(
            InputStream in, WireCodec codec, Function<Request, CompletableFuture<Reply>> peer, int parallel) {
        this.lines = new RequestLines(in, codec);
        this.peer = peer;
        this.parallel = parallel;
        this.free = new Semaphore(parallel);
    }

    /**
     * Executes all lines. If the connection ends, the requests that are under way then have replies, and no further
     * line is executed.
     *
     * @param replies takes the replies, in the order of the lines
     * @throws FailedAnswerException if a line got an error
     * @throws QmpException if the connection ended, else if a request was not answered in time
     * @throws IOException if the lines cannot be read to their end
     * @throws InterruptedException if the thread is interrupted
     */
    public void run(Consumer<Reply> replies) throws IOException, InterruptedException {
        Thread reading = new Thread(this::read, "requests");
        reading.setDaemon(true); // nothing interrupts the reading of standard input
        reading.start();
        while (handOverNext(replies) && ended == null) {
            free.release();
        }
        if (ended != null) {
            int rest = parallel - 1 - free.drainPermits(); // what the thread may still send, or has sent
            while (rest > 0 && handOverNext(replies)) {
                rest--;
            }
            reading.interrupt(); // it may hold a line that is not sent any more
        }
        throwFailure();
    }

    /** {@return whether there was one more} */
    private boolean handOverNext(Consumer<Reply> replies) throws InterruptedException {
        CompletableFuture<Reply> next = underWay.take();
        if (next == END) {
            return false;
        }
        replies.accept(reply(next));
        return true;
    }

    private void read() {
        try {
            Optional<QmpMessage> line = lines.next();
            while (line.isPresent()) {
                free.acquire();
                underWay.add(execute(line.get()));
                line = lines.next();
            }
        } catch (IOException e) {
            unreadable = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.add(END);
        }
    }

    private CompletableFuture<Reply> execute(QmpMessage line) {
        if (line instanceof Malformed wrong) {
            return CompletableFuture.completedFuture(new Reply.Failure(wrong.error(), wrong.id()));
        }
        Request request = (Request) line;
        return peer.apply(request).exceptionally(failure -> {
            Throwable cause = failure instanceof CompletionException wrapper ? wrapper.getCause() : failure;
            throw new Unanswered(request, cause);
        });
    }

    /** A request that has no reply, and why. */
    private static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Request request;

        Unanswered(Request request, @Nullable Throwable cause) {
            super(cause);
            this.request = request;
        }
    }

    private Reply reply(CompletableFuture<Reply> pending) throws InterruptedException {
        all++;
        Reply reply;
        try {
            reply = pending.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof Unanswered unanswered)
                    || !(unanswered.getCause() instanceof QmpException reason)) {
                throw new IllegalStateException("a request failed unexpectedly", e.getCause());
            }
            QmpException before = ended;
            note(reason);
            String why = before != null && reason.notSent() // its own reason is that the client is closed
                    ? unanswered.request.command() + " was not sent: " + before.getMessage()
                    : String.valueOf(reason.getMessage());
            reply = unanswered.request.failure(QmpError.generic(why));
        }
        failed += reply instanceof Reply.Failure ? 1 : 0;
        return reply;
    }

    private void note(QmpException reason) {
        boolean over = reason instanceof ConnectionLostException
                || reason instanceof ProtocolViolationException
                || reason instanceof WrongStateException;
        if (over && ended == null) {
            ended = reason;
        } else if (reason instanceof CommandTimeoutException && timedOut == null) {
            timedOut = reason;
        }
    }

    private void throwFailure() throws IOException {
        QmpException lost = ended != null ? ended : timedOut;
        if (lost != null) {
            throw lost;
        }
        IOException failure = unreadable;
        if (failure != null) {
            throw failure;
        }
        if (failed > 0) {
            throw new FailedAnswerException(failed + " of " + all + " lines were answered with an error");
        }
    }
}
