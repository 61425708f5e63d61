package io.qmp.api.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.api.Experimental;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Event;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets in messages by {@code ***}, by a list of their places in the schema.
 *
 * <p>Places are members of a command's arguments and results, and names of members that are secret wherever they
 * are, which covers commands that are not listed. Passwords within texts, such as those of URIs, are hidden, too.
 * The shipped list is the resource {@code secrets.txt} beside this class, which explains its own form.
 *
 * <p>Immutable. A message without secrets is returned as it is, not copied.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Redaction {
    /** Hides what the shipped list says. */
    public static final Redaction SECRETS = shipped();

    /** Hides nothing. */
    public static final Redaction NONE = new Redaction(SecretPlaces.of(List.of()));

    private static final int SHORTEST_PIECE = 4;
    private static final String PARSE_ERROR = "JSON parse error";

    private final SecretPlaces places;
    private final SecretText text;

    private Redaction(SecretPlaces places) {
        this.places = places;
        this.text = new SecretText(places.members());
    }

    private static Redaction shipped() {
        try (InputStream in = Redaction.class.getResourceAsStream("secrets.txt")) {
            if (in == null) {
                throw new IllegalStateException("the resource secrets.txt is missing");
            }
            return new Redaction(SecretPlaces.of(lines(new InputStreamReader(in, UTF_8))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Reader reader) {
        return new BufferedReader(reader).lines().toList();
    }

    /**
     * {@return this redaction, with more places or fewer}
     *
     * @param lines in the form of the shipped list, such as {@code argument my-command password}
     * @throws IllegalArgumentException if a line names no place; the message has the line
     */
    public Redaction with(String... lines) {
        return new Redaction(places.with(List.of(lines)));
    }

    /**
     * {@return this redaction, with more places or fewer}
     *
     * @param list text in the form of the shipped list
     * @throws UncheckedIOException if reading fails
     * @throws IllegalArgumentException if a line names no place; the message has the line
     */
    public Redaction with(Reader list) {
        return new Redaction(places.with(lines(list)));
    }

    /** {@return the places, one line each, in the form of the shipped list} */
    public List<String> places() {
        return places.lines();
    }

    /** {@return the request without secrets} */
    public Request request(Request request) {
        if (places.isEmpty()) {
            return request;
        }
        QmpObject shown = throughArguments(request).through(request.arguments());
        return shown == request.arguments()
                ? request
                : new Request(request.command(), shown, request.id(), request.outOfBand());
    }

    /**
     * {@return the reply without secrets}
     *
     * @param reply a reply
     * @param request what it answers, with its secrets; {@code null} if that is not known, which hides the result
     *     as a whole
     */
    public Reply reply(Reply reply, @Nullable Request request) {
        if (places.isEmpty()) {
            return reply;
        }
        if (reply instanceof Reply.Success success) {
            QmpValue shown = result(success.result(), request);
            return shown == success.result() ? reply : new Reply.Success(shown, success.id(), success.keepsOrder());
        }
        QmpError error = ((Reply.Failure) reply).error();
        QmpError shown = error(error, request);
        return shown == error ? reply : new Reply.Failure(shown, reply.id());
    }

    private QmpValue result(QmpValue result, @Nullable Request request) {
        if (request == null || returnsSecret(request)) {
            return result.equals(QmpObject.EMPTY) ? result : Walk.HIDDEN;
        }
        return Walk.throughResult(places, text, places.of(request.command())).through(result);
    }

    private boolean returnsSecret(Request request) {
        CommandPlaces command = places.of(request.command());
        QmpObject arguments = request.arguments();
        return arguments
                        .string(command.property)
                        .filter(places.properties()::contain)
                        .isPresent()
                || arguments.get(command.line) != null
                        && arguments
                                .string(command.line)
                                .filter(places::isHarmless)
                                .isEmpty();
    }

    /** {@return the event without secrets} */
    public Event event(Event event) {
        if (places.isEmpty()) {
            return event;
        }
        QmpObject shown = Walk.throughEvent(places, text).through(event.data());
        return event.withData(shown);
    }

    /**
     * {@return the error without secrets} Errors may repeat what was sent: a text that has a piece of a secret of
     * the request is hidden as a whole.
     *
     * @param error an error
     * @param request what it answers, with its secrets; {@code null} if that is not known
     */
    public QmpError error(QmpError error, @Nullable Request request) {
        if (places.isEmpty()) {
            return error;
        }
        String shown = request != null && repeatsSecret(error.desc(), request) ? SecretText.HIDDEN : text(error.desc());
        return shown.equals(error.desc()) ? error : new QmpError(error.errorClass(), shown);
    }

    private boolean repeatsSecret(String desc, Request request) {
        Walk walk = throughArguments(request);
        walk.through(request.arguments());
        for (String secret : walk.found()) {
            if (!secret.isEmpty() && desc.contains(secret)) {
                return true;
            }
            for (String piece : secret.split("[\\s,=]+")) {
                if (piece.length() >= SHORTEST_PIECE && desc.contains(piece)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * {@return a text, such as an error's, without the secrets that can be found in it by the way it is written}
     * What a parser quotes of its input is hidden.
     *
     * @param message any text
     */
    public String text(String message) {
        if (places.isEmpty()) {
            return message;
        }
        return text.hide(message.startsWith(PARSE_ERROR) ? SecretText.hideQuoted(message) : message);
    }

    /**
     * {@return any message without secrets}
     *
     * @param message any message
     * @param request what it answers if it is a reply, with its secrets; {@code null} if that is not known
     */
    public QmpMessage message(QmpMessage message, @Nullable Request request) {
        if (message instanceof Request sent) {
            return request(sent);
        } else if (message instanceof Reply reply) {
            return reply(reply, request);
        } else if (message instanceof Event event) {
            return event(event);
        } else if (message instanceof Malformed unreadable) {
            return new Malformed(
                    error(unreadable.error(), null), unreadable.id(), unreadable.outOfBand(), unreadable.kind());
        }
        return message;
    }

    private Walk throughArguments(Request request) {
        return Walk.throughArguments(places, text, places.of(request.command()));
    }
}
