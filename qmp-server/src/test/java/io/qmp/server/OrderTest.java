package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final String NOT_FOUND =
            "{\"id\": \"o\", \"error\": {\"class\": \"CommandNotFound\", \"desc\": \"The command nope has not been found\"}}";

    @Test
    void errorsKeepTheirPlaceAmongReplies() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'now','id':1} {'execute':'nope','id':'o'} ] {'execute':'now','id':2}");

            assertThat(client.all())
                    .isEqualTo(List.of(
                            "{\"return\": {}, \"id\": 1}",
                            NOT_FOUND,
                            "{\"error\": {\"class\": \"GenericError\", \"desc\": \"JSON parse error, expecting value\"}}",
                            "{\"return\": {}, \"id\": 2}"));
        }
    }

    @Test
    void withoutOutOfBandNothingIsReadWhileACommandRuns() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'hold','id':1} {'exec-oob':'now','id':2} {'execute':'now','id':3}");
            assertThat(client.all()).isEmpty();

            harness.plugin.release();
            harness.loop.runPending();
            List<String> replies = client.all();
            assertThat(replies.get(0)).isEqualTo("{\"return\": {}, \"id\": 1}");
            assertThat(replies.get(1).contains("QMP input member 'exec-oob' is unexpected"))
                    .isTrue();
            assertThat(replies.get(2)).isEqualTo("{\"return\": {}, \"id\": 3}");
        }
    }

    @Test
    void outOfBandOvertakesTheRunningCommandAndTheQueue() {
        try (Harness harness = new Harness()) {
            var client = harness.readyForOob();
            client.send("{'execute':'hold','id':1} {'execute':'now','id':2} {'exec-oob':'now','id':3}"
                    + "{'exec-oob':'nope','id':'o'}");

            assertThat(client.all()).isEqualTo(List.of("{\"return\": {}, \"id\": 3}", NOT_FOUND));
            harness.plugin.release();
            harness.loop.runPending();
            assertThat(client.all()).isEqualTo(List.of("{\"return\": {}, \"id\": 1}", "{\"return\": {}, \"id\": 2}"));
        }
    }

    @Test
    void outOfBandCommandsKeepTheirOrderAmongThemselves() {
        try (Harness harness = new Harness()) {
            var client = harness.readyForOob();
            client.send("{'exec-oob':'hold-oob','id':1} {'exec-oob':'now','id':2}");
            assertThat(client.all()).isEmpty();

            harness.plugin.release();
            harness.loop.runPending();
            assertThat(client.all()).isEqualTo(List.of("{\"return\": {}, \"id\": 1}", "{\"return\": {}, \"id\": 2}"));
        }
    }

    @Test
    void aQueueOfEightStopsReadingUntilOneIsTakenOut() {
        try (Harness harness = new Harness()) {
            var client = harness.readyForOob();
            client.send("{'execute':'hold','id':'a'} {'execute':'hold','id':'b'}" + numbered(7)
                    + "{'exec-oob':'nope','id':'o'}");
            assertThat(client.all()).as("eight wait behind the running one").isEmpty();

            harness.plugin.release();
            harness.loop.runPending();
            assertThat(client.all()).isEqualTo(List.of("{\"return\": {}, \"id\": \"a\"}", NOT_FOUND));

            harness.plugin.release();
            harness.loop.runPending();
            assertThat(client.all().size()).isEqualTo(8);
        }
    }

    @Test
    void sevenInTheQueueLeaveRoomToReadOn() {
        try (Harness harness = new Harness()) {
            var client = harness.readyForOob();
            client.send("{'execute':'hold'}" + numbered(7) + "{'exec-oob':'nope','id':'o'}");

            assertThat(client.all()).isEqualTo(List.of(NOT_FOUND));
            harness.plugin.release();
        }
    }

    @Test
    void commandsOfDifferentSessionsDoNotRunAtTheSameTime() {
        try (Harness harness = new Harness()) {
            var one = harness.ready();
            var other = harness.ready();
            one.send("{'execute':'hold','id':1}");
            other.send("{'execute':'now','id':2}");
            assertThat(other.all()).isEmpty();

            harness.plugin.release();
            harness.loop.runPending();
            assertThat(one.all()).isEqualTo(List.of("{\"return\": {}, \"id\": 1}"));
            assertThat(other.all()).isEqualTo(List.of("{\"return\": {}, \"id\": 2}"));
        }
    }

    @Test
    void sessionsTakeTurns() {
        try (Harness harness = new Harness()) {
            var busy = harness.readyForOob();
            var other = harness.ready();
            busy.send("{'execute':'hold','id':1} {'execute':'hold','id':2} {'execute':'hold','id':3}");
            other.send("{'execute':'now','id':4}");

            harness.plugin.release();
            harness.loop.runPending();
            assertThat(other.all()).as("2 was in line before it").isEmpty();
            harness.plugin.release();
            harness.loop.runPending();
            assertThat(other.all()).as("but 3 was not").isEqualTo(List.of("{\"return\": {}, \"id\": 4}"));
            harness.plugin.release();
        }
    }

    @Test
    void aClientThatLeavesTakesItsQueueAlong() {
        try (Harness harness = new Harness()) {
            var leaving = harness.readyForOob();
            var staying = harness.ready();
            leaving.send("{'execute':'hold'} {'execute':'hold'} {'execute':'hold'}");
            leaving.close();
            staying.send("{'execute':'now','id':1}");
            assertThat(staying.all()).isEmpty();

            harness.plugin.release();
            harness.loop.runPending();
            assertThat(staying.all()).isEqualTo(List.of("{\"return\": {}, \"id\": 1}"));
            assertThat(harness.plugin.held.isEmpty())
                    .as("what was queued must not begin")
                    .isTrue();
        }
    }

    @Test
    void aBlockingCommandRunsOnAWorkerAndAnswersInItsTurn() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'block','id':1} {'execute':'now','id':2}");
            harness.await(client, 2); // the worker's answer comes on another thread

            assertThat(client.all())
                    .isEqualTo(List.of(
                            "{\"return\": {\"text\": \"qmp-worker\"}, \"id\": 1}", "{\"return\": {}, \"id\": 2}"));
            assertThat(client.isClosed()).isFalse();
        }
    }

    private static String numbered(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{'execute':'now','id':" + i + "}")
                .collect(Collectors.joining());
    }
}
