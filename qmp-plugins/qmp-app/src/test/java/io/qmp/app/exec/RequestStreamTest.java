package io.qmp.app.exec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestStreamTest {
    private static final QmpValue ONE = QmpValue.of(1);

    private final WireCodec codec = WireCodec.installed();
    private final List<Reply> replies = new ArrayList<>();

    private void run(String lines, Function<Request, CompletableFuture<Reply>> peer, int parallel)
            throws IOException, InterruptedException {
        run(new ByteArrayInputStream(lines.getBytes(UTF_8)), peer, parallel);
    }

    private void run(InputStream lines, Function<Request, CompletableFuture<Reply>> peer, int parallel)
            throws IOException, InterruptedException {
        new RequestStream(lines, codec, peer, parallel).run(replies::add);
    }

    /** Answers with the name of the command. */
    private static CompletableFuture<Reply> echo(Request request) {
        return CompletableFuture.completedFuture(request.success(QmpValue.of(request.command())));
    }

    private static CompletableFuture<Reply> failing(QmpException failure) {
        return CompletableFuture.failedFuture(failure);
    }

    private static String text(Reply reply) {
        return reply instanceof Reply.Success success
                ? success.result().toString()
                : ((Reply.Failure) reply).error().desc();
    }

    @Test
    void eachLineHasAReplyWithItsIdInTheOrderOfTheLines() throws Exception {
        run("{\"execute\": \"a\", \"id\": 1}\n{\"exec-oob\": \"b\"}", RequestStreamTest::echo, 1);

        assertThat(replies)
                .containsExactly(new Reply.Success(QmpValue.of("a"), ONE), new Reply.Success(QmpValue.of("b"), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``",
                "{",
                "}",
                "[]",
                "nope",
                "{\"execute\": \"a\"} {\"execute\": \"b\"}",
                "{\"execute\": 1, \"id\": 1}",
                "{\"arguments\": {}}",
                "{\"execute\": \"a\"} {",
                "\"",
            })
    void aLineThatIsNoRequestHasAnErrorAtItsPlaceAndTheRestGoesOn(String line) {
        assertThatThrownBy(() ->
                        run("{\"execute\": \"a\"}\n" + line + "\n{\"execute\": \"b\"}\n", RequestStreamTest::echo, 2))
                .isInstanceOf(FailedAnswerException.class)
                .hasMessage("1 of 3 lines were answered with an error");
        assertThat(replies).hasSize(3);
        assertThat(replies.get(1)).isInstanceOf(Reply.Failure.class);
        assertThat(replies.get(2)).isEqualTo(new Reply.Success(QmpValue.of("b"), null));
    }

    @Test
    void repliesThatComeInAnotherOrderAreHandedOverInTheOrderOfTheLines() throws Exception {
        List<CompletableFuture<Reply>> pending = new ArrayList<>();
        run(
                "{\"execute\": \"a\"}\n{\"execute\": \"b\"}\n{\"execute\": \"c\"}\n",
                request -> {
                    CompletableFuture<Reply> reply = new CompletableFuture<>();
                    pending.add(0, reply);
                    if (request.command().equals("c")) {
                        pending.forEach(each -> each.complete(request.success(QmpObject.EMPTY)));
                    }
                    return reply;
                },
                3);
        assertThat(replies).hasSize(3);
    }

    @Test
    void aReplyIsHandedOverWhileNoFurtherLineComes() throws Exception {
        BlockingQueue<Reply> shown = new LinkedBlockingQueue<>();
        PipedInputStream in = new PipedInputStream();
        Thread running = new Thread(() -> {
            try {
                new RequestStream(in, codec, RequestStreamTest::echo, 8).run(shown::add);
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        running.start();
        try (PipedOutputStream typing = new PipedOutputStream(in)) {
            typing.write("{\"execute\": \"a\"}\n".getBytes(UTF_8));
            typing.flush();
            assertThat(shown.poll(50, TimeUnit.SECONDS)).isNotNull();
        }
        running.join();
    }

    @Test
    void noMoreLinesAreHeldThanMayBeUnderWay() throws Exception {
        int[] read = new int[1];
        InputStream endless = new InputStream() {
            private final byte[] line = "{\"execute\": \"a\"}\n".getBytes(UTF_8);

            @Override
            public int read() {
                return read[0] > 1 << 24 ? -1 : line[read[0]++ % line.length];
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                bytes[offset] = (byte) read();
                return bytes[offset] < 0 ? -1 : 1; // nothing is read ahead
            }
        };
        List<CompletableFuture<Reply>> pending = new ArrayList<>();
        CompletableFuture<Integer> most = new CompletableFuture<>();
        assertThatThrownBy(() -> run(
                        endless,
                        request -> {
                            CompletableFuture<Reply> reply = new CompletableFuture<>();
                            pending.add(reply);
                            if (pending.size() > 3) { // read before the failure of the third was seen
                                reply.completeExceptionally(new ConnectionLostException("over"));
                            }
                            if (pending.size() == 3) {
                                most.complete(read[0]);
                                reply.completeExceptionally(new ConnectionLostException("over"));
                                pending.get(1).complete(request.success(ONE));
                                pending.get(0).complete(request.success(ONE));
                            }
                            return reply;
                        },
                        3))
                .isInstanceOf(ConnectionLostException.class);
        assertThat(most.join()).isEqualTo(3 * 17);
        assertThat(replies).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aRequestThatIsNotAnsweredInTimeHasAnErrorAndTheRestGoesOn() {
        assertThatThrownBy(() -> run(
                        "{\"execute\": \"a\", \"id\": 1}\n{\"execute\": \"b\"}\n",
                        request -> request.command().equals("a")
                                ? failing(new CommandTimeoutException("a", Duration.ofSeconds(1)))
                                : echo(request),
                        1))
                .isInstanceOf(CommandTimeoutException.class);
        assertThat(replies).hasSize(2);
        assertThat(text(replies.get(0))).startsWith("a was not answered within 1000 ms");
        assertThat(replies.get(0).id()).isEqualTo(ONE);
    }

    @Test
    void aLineThatCouldNotBeSentAnyMoreSaysThatTheConnectionHasEnded() {
        CompletableFuture<Reply> first = new CompletableFuture<>();
        InputStream end = new InputStream() {
            @Override
            public int read() { // both lines are under way
                first.completeExceptionally(new ConnectionLostException("the connection has ended"));
                return -1;
            }
        };
        byte[] lines = "{\"execute\": \"a\"}\n{\"execute\": \"b\"}\n".getBytes(UTF_8);
        assertThatThrownBy(() -> run(
                        new SequenceInputStream(new ByteArrayInputStream(lines), end),
                        request -> request.command().equals("a")
                                ? first
                                : failing(WrongStateException.notSent("b", "the client is closed", null)),
                        3))
                .isInstanceOf(ConnectionLostException.class);
        assertThat(replies)
                .extracting(RequestStreamTest::text)
                .containsExactly("the connection has ended", "b was not sent: the connection has ended");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void nothingIsSentAnyMoreOnceTheEndOfTheConnectionWasSeen(int parallel) throws Exception {
        CompletableFuture<Thread> sender = new CompletableFuture<>();
        List<Request> sent = new ArrayList<>();
        assertThatThrownBy(() -> run(
                        "{\"execute\": \"a\"}\n".repeat(1000),
                        request -> {
                            sender.complete(Thread.currentThread());
                            sent.add(request);
                            return failing(new ConnectionLostException("the connection has ended"));
                        },
                        parallel))
                .isInstanceOf(ConnectionLostException.class);
        sender.join().join();
        assertThat(sent).hasSizeBetween(1, parallel).hasSameSizeAs(replies);
    }

    @Test
    void errorsOfThePeerAreCounted() {
        assertThatThrownBy(() -> run(
                        "{\"execute\": \"a\"}\n",
                        request -> CompletableFuture.completedFuture(
                                request.failure(io.qmp.api.error.QmpError.generic("no"))),
                        1))
                .isInstanceOf(FailedAnswerException.class);
        assertThat(text(replies.get(0))).isEqualTo("no");
    }

    @Test
    void anInputThatFailsIsReportedBehindTheRepliesToItsLines() {
        InputStream failing = new InputStream() {
            private final InputStream line = new ByteArrayInputStream("{\"execute\": \"a\"}\n".getBytes(UTF_8));

            @Override
            public int read() throws IOException {
                int octet = line.read();
                if (octet < 0) {
                    throw new IOException("the disk is gone");
                }
                return octet;
            }
        };
        assertThatThrownBy(() -> run(failing, RequestStreamTest::echo, 1)).hasMessage("the disk is gone");
        assertThat(replies).hasSize(1);
    }

    @Test
    void aLineThatIsTooLongIsSkipped() throws Exception {
        InputLines lines = new InputLines(new ByteArrayInputStream("abcdef\nx\n\ny".getBytes(UTF_8)), 3);
        assertThat(lines.next().orElseThrow()).hasSize(4);
        assertThat(lines.next().orElseThrow()).asString().isEqualTo("x");
        assertThat(lines.next().orElseThrow()).isEmpty();
        assertThat(lines.next().orElseThrow()).asString().isEqualTo("y");
        assertThat(lines.next()).isEmpty();
    }
}
