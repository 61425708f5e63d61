package io.qmp.client.command;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.QmpError;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.TraceContext;
import io.qmp.api.schema.MissingElement;
import io.qmp.api.schema.Schema;
import io.qmp.api.secret.Redaction;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpValue;
import io.qmp.client.observe.CallWatch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way, and the future that its caller holds.
 *
 * <p>Completing the future, by the caller too, ends the command for the caller. It stays pending until the peer has
 * answered, so that a late answer is recognised.
 */
public class PendingCommand<R> extends CompletableFuture<R> {
    private static final String QUIT = "quit";

    private static final int USUAL_BYTES = 64 << 10;

    private static final long NOT_WRITTEN = -1;

    @SuppressWarnings("rawtypes") // a class has no parameters
    private static final AtomicReferenceFieldUpdater<PendingCommand, @Nullable Waiters> WAITERS =
            AtomicReferenceFieldUpdater.newUpdater(PendingCommand.class, Waiters.class, "waiters");

    private final Request request;
    private final CommandTime limit;
    private final ResultReader<R> result;

    /** Passed along; {@code null} if there was none. */
    private final @Nullable AtomicReference<@Nullable FileDescriptor> descriptor;

    /** The one that was submitted before; belongs to {@link SubmissionQueue}. */
    @Nullable
    PendingCommand<?> before;

    /** The number of flushes before which it was written; less than none if it was not. */
    private long writtenBefore = NOT_WRITTEN;

    private boolean started;
    private long since;
    private long allowance;
    private boolean slow;

    /** {@code null} if nobody watches it. */
    private @Nullable CallWatch watch;

    /** {@code null} as long as no thread has waited for it. */
    private volatile @Nullable Waiters waiters;

    /** Wakes threads that wait for its reply; {@code null} until that is received. */
    private @Nullable WakeUps wakeUps;

    /**
     * Makes a command that is not submitted yet.
     *
     * @param request without an id
     * @param descriptor passed along, and closed at the latest when the future completes
     * @param result makes the future's value of what the peer returned
     */
    public PendingCommand(
            Request request, CommandTime limit, Optional<FileDescriptor> descriptor, ResultReader<R> result) {
        this.request = request;
        this.limit = limit;
        this.result = result;
        if (descriptor.isPresent()) {
            this.descriptor = new AtomicReference<>(descriptor.get());
            whenComplete((done, failure) -> takeDescriptors().forEach(FileDescriptor::close));
        } else {
            this.descriptor = null;
        }
    }

    /** Reports to this watch; called before it is submitted, at most once. */
    public void watchedBy(CallWatch newWatch) {
        watch = newWatch;
        whenComplete(newWatch::ended);
    }

    @Override
    public boolean complete(R value) {
        if (watch != null) {
            watch.ending();
        }
        return super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        if (watch != null) {
            watch.ending();
        }
        return super.completeExceptionally(failure);
    }

    @Override
    public R join() {
        if (!isDone()) {
            waiters().await();
        }
        return super.join();
    }

    @Override
    public R get() throws InterruptedException, ExecutionException {
        if (!isDone()) {
            waiters().await(Long.MAX_VALUE);
        }
        return super.get();
    }

    @Override
    public R get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!isDone()) {
            waiters().await(unit.toNanos(timeout));
        }
        return super.get(0, unit);
    }

    /** Threads do not wait as dependents of the future, which would wake each at once. */
    private Waiters waiters() {
        Waiters present = waiters;
        if (present != null) {
            return present;
        }
        Waiters made = new Waiters(this);
        if (!WAITERS.compareAndSet(this, null, made)) {
            return waiters();
        }
        whenComplete((value, failure) -> {
            WakeUps held = wakeUps;
            if (held == null) {
                made.wake();
            } else {
                held.wake(made);
            }
        });
        return made;
    }

    boolean passesDescriptor() {
        return descriptor != null;
    }

    /** Takes the descriptors. Descriptors that are not taken are closed when the future completes. */
    List<FileDescriptor> takeDescriptors() {
        FileDescriptor taken = descriptor == null ? null : descriptor.getAndSet(null);
        return taken == null ? List.of() : List.of(taken);
    }

    public String name() {
        return request.command();
    }

    /** Whether it is compared with what the peer knows, where that is wanted. */
    boolean isChecked() {
        return true;
    }

    /** Whether it may succeed without a reply, if the machine ends as the command wants. */
    boolean mayEndUnanswered() {
        return name().equals(QUIT);
    }

    /** What a peer does not know of it. */
    List<MissingElement> lacks(Schema peer) {
        return peer.lacks(request.command(), request.arguments());
    }

    public boolean outOfBand() {
        return request.outOfBand();
    }

    /** {@return the request as it was given; its id is not the one that is sent} */
    public Request request() {
        return request;
    }

    /** The id to send: a number, together with the trace that the command belongs to if a listener wants that. */
    QmpValue id(long number) {
        TraceContext trace = watch == null ? null : watch.traceContext();
        return trace == null ? new QmpLong(number) : trace.id(number);
    }

    Request request(QmpValue id) {
        return new Request(request.command(), request.arguments(), id, request.outOfBand());
    }

    /** Sets the time from which its limits count, unless that has been done. */
    void startedAt(long nanoTime) {
        if (!started) {
            started = true;
            since = nanoTime;
        }
    }

    long nanosSinceStart(long nanoTime) {
        return nanoTime - since;
    }

    /** How long until its next limit; zero or less if that is over. */
    long nanosLeft(long nanoTime) {
        long next = slow ? limit.hardNanos() : Math.min(limit.softNanos(), limit.hardNanos());
        return next + allowance - nanosSinceStart(nanoTime);
    }

    /** How long until its hard limit; zero or less if that is over. */
    long nanosToHardLimit(long nanoTime) {
        return limit.hardNanos() + allowance - nanosSinceStart(nanoTime);
    }

    boolean isOverHardLimit(long nanoTime) {
        return nanosSinceStart(nanoTime) >= limit.hardNanos() + allowance;
    }

    /**
     * It was written to the connection. Extends its limits by the time that a peer takes to read it.
     *
     * @param flushes how often the connection has been flushed before
     */
    void sent(int bytes, long flushes) {
        writtenBefore = flushes;
        if (watch != null) {
            watch.written();
        }
        allowance = ReadingSpeed.nanosFor(Math.max(0, bytes - USUAL_BYTES));
    }

    /** Whether it was written to the connection. */
    boolean wasWritten() {
        return writtenBefore != NOT_WRITTEN;
    }

    /**
     * Whether any of it may have left.
     *
     * @param flushes how often the connection has been flushed by now
     */
    boolean wasSent(long flushes) {
        return wasWritten() && writtenBefore < flushes;
    }

    /** From now on only the hard limit counts. */
    void becomeSlow() {
        slow = true;
    }

    /** Its reply has been received, by which it is about to end: these wake the threads that wait for it. */
    final void received(Supplier<String> reply, WakeUps newWakeUps) {
        wakeUps = newWakeUps;
        received(reply);
    }

    /** Its reply has been received; called before it ends. */
    void received(Supplier<String> reply) {}

    /** Ends it with the peer's reply. */
    void answer(Reply reply) {
        if (reply instanceof Reply.Success success) {
            succeed(success.result());
        } else if (reply instanceof Reply.Typed typed) {
            succeedWith(typed.result());
        } else if (reply instanceof Reply.Failure failure) {
            refuse(failure.error());
        }
    }

    /** Ends it with what the peer returned. */
    void succeed(QmpValue value) {
        R read;
        try {
            read = result.fromValue().apply(value);
        } catch (BindingException e) {
            completeExceptionally(new BindingException(
                    new QmpError(e.error().errorClass(), misfit() + e.error().desc()), e));
            return;
        } catch (QmpException e) {
            completeExceptionally(e);
            return;
        } catch (Throwable e) { // the result's type is foreign code
            completeExceptionally(new BindingException(QmpError.generic(misfit() + e), e));
            return;
        }
        complete(read);
    }

    /** The type that its result may be read as; {@code null} if the value is needed. */
    @Nullable
    CommandBinding<?, R> resultType() {
        return result.type();
    }

    /** Ends it with what the peer returned, which has been read as {@link #resultType}. */
    @SuppressWarnings("unchecked")
    void succeedWith(Object read) {
        complete((R) read);
    }

    private String misfit() {
        return "the result of " + name() + " does not fit its type: ";
    }

    /** Ends it without having sent it. */
    public void refuseToSend(String reason, @Nullable Throwable cause) {
        completeExceptionally(WrongStateException.notSent(name(), reason, cause));
    }

    /** Ends it with what the peer answered. */
    void refuse(QmpError error) {
        QmpError shown = Redaction.SECRETS.error(error, request);
        completeExceptionally(new CommandFailedException(error, name(), request.arguments(), shown));
    }

    /** {@return what depends on it, as the log names it when that blocks the loop} */
    @Override
    public String toString() {
        return "what depends on the reply to " + name();
    }

    /** Ends it because its hard limit is over. */
    boolean timeOut() {
        return completeExceptionally(
                wasWritten()
                        ? new CommandTimeoutException(name(), limit.hard())
                        : CommandTimeoutException.notSent(name(), limit.hard()));
    }
}
