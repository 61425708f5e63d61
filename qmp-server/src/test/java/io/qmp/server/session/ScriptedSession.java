package io.qmp.server.session;

import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.server.dispatch.InBandQueue;
import io.qmp.server.dispatch.LateReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The owner of a queue of requests, without connection and dispatcher: it reads requests as {@link Inbox} does, while
 * there is room. Commands whose name begins with {@code hold} are answered by {@link #release}, others at once.
 */
final class ScriptedSession implements RequestQueue.Owner {
    /** What happened, in its order: {@code begin NAME} and {@code answer NAME}. */
    final List<String> events;

    /** The requests that are not read yet. */
    final Queue<QmpMessage> unread = new ArrayDeque<>();

    private final ManualEventLoop loop;
    private final Map<String, Runnable> held = new HashMap<>();
    private RequestQueue queue = new InBandRequests(this, new InBandQueue(1));
    private boolean reading;

    ScriptedSession(ManualEventLoop loop) {
        this(loop, new ArrayList<>());
    }

    ScriptedSession(ManualEventLoop loop, List<String> events) {
        this.loop = loop;
        this.events = events;
    }

    void reads(RequestQueue into) {
        queue = into;
    }

    /** Receives requests; a name that ends with {@code !} is executed out of band. */
    void receive(String... names) {
        for (String name : names) {
            unread.add(new Request(name, QmpObject.EMPTY, QmpValue.of(name), name.endsWith("!")));
        }
        readOn();
    }

    /** Answers a command that is held, as a plugin that completes its future on the loop. */
    void release(String name) {
        Objects.requireNonNull(held.remove(name), name + " does not run").run();
    }

    /** Answers a command that is held, and then what its turn has kept waiting. */
    void releaseAndRun(String name) {
        release(name);
        loop.runPending();
    }

    @Override
    public void readOn() {
        if (reading) {
            return;
        }
        reading = true;
        while (queue.hasRoom() && !unread.isEmpty()) {
            queue.add(unread.remove());
        }
        reading = false;
    }

    @Override
    public @Nullable Reply execute(QmpMessage message, LateReply late) {
        Request request = (Request) message;
        events.add("begin " + request.command());
        Reply reply = new Reply.Success(QmpObject.EMPTY, request.id());
        if (request.command().startsWith("hold")) {
            held.put(request.command(), () -> late.reply(request, reply));
            return null;
        }
        return reply;
    }

    @Override
    public void answer(QmpMessage message, Reply reply) {
        events.add("answer " + ((Request) message).command());
    }

    @Override
    public void later(Runnable task) {
        loop.execute(task);
    }
}
