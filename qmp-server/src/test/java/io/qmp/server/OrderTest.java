package io.qmp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

            assertEquals(
                    List.of(
                            "{\"return\": {}, \"id\": 1}",
                            NOT_FOUND,
                            "{\"error\": {\"class\": \"GenericError\", \"desc\": \"JSON parse error, expecting value\"}}",
                            "{\"return\": {}, \"id\": 2}"),
                    client.all());
        }
    }

    @Test
    void withoutOutOfBandNothingIsReadWhileACommandRuns() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'hold','id':1} {'exec-oob':'now','id':2} {'execute':'now','id':3}");
            assertEquals(List.of(), client.all());

            harness.plugin.release();
            harness.loop.runPending();
            List<String> replies = client.all();
            assertEquals("{\"return\": {}, \"id\": 1}", replies.get(0));
            assertTrue(replies.get(1).contains("QMP input member 'exec-oob' is unexpected"));
            assertEquals("{\"return\": {}, \"id\": 3}", replies.get(2));
        }
    }

    @Test
    void outOfBandOvertakesTheRunningCommandAndTheQueue() {
        try (Harness harness = new Harness()) {
            var client = harness.readyForOob();
            client.send("{'execute':'hold','id':1} {'execute':'now','id':2} {'exec-oob':'now','id':3}"
                    + "{'exec-oob':'nope','id':'o'}");

            assertEquals(List.of("{\"return\": {}, \"id\": 3}", NOT_FOUND), client.all());
            harness.plugin.release();
            harness.loop.runPending();
            assertEquals(List.of("{\"return\": {}, \"id\": 1}", "{\"return\": {}, \"id\": 2}"), client.all());
        }
    }

    @Test
    void outOfBandCommandsKeepTheirOrderAmongThemselves() {
        try (Harness harness = new Harness()) {
            var client = harness.readyForOob();
            client.send("{'exec-oob':'hold-oob','id':1} {'exec-oob':'now','id':2}");
            assertEquals(List.of(), client.all());

            harness.plugin.release();
            harness.loop.runPending();
            assertEquals(List.of("{\"return\": {}, \"id\": 1}", "{\"return\": {}, \"id\": 2}"), client.all());
        }
    }

    @Test
    void aQueueOfEightStopsReadingUntilOneIsTakenOut() {
        try (Harness harness = new Harness()) {
            var client = harness.readyForOob();
            client.send("{'execute':'hold','id':'a'} {'execute':'hold','id':'b'}" + numbered(7)
                    + "{'exec-oob':'nope','id':'o'}");
            assertEquals(List.of(), client.all(), "eight wait behind the running one");

            harness.plugin.release();
            harness.loop.runPending();
            assertEquals(List.of("{\"return\": {}, \"id\": \"a\"}", NOT_FOUND), client.all());

            harness.plugin.release();
            harness.loop.runPending();
            assertEquals(8, client.all().size());
        }
    }

    @Test
    void sevenInTheQueueLeaveRoomToReadOn() {
        try (Harness harness = new Harness()) {
            var client = harness.readyForOob();
            client.send("{'execute':'hold'}" + numbered(7) + "{'exec-oob':'nope','id':'o'}");

            assertEquals(List.of(NOT_FOUND), client.all());
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
            assertEquals(List.of(), other.all());

            harness.plugin.release();
            harness.loop.runPending();
            assertEquals(List.of("{\"return\": {}, \"id\": 1}"), one.all());
            assertEquals(List.of("{\"return\": {}, \"id\": 2}"), other.all());
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
            assertEquals(List.of(), other.all(), "2 was in line before it");
            harness.plugin.release();
            harness.loop.runPending();
            assertEquals(List.of("{\"return\": {}, \"id\": 4}"), other.all(), "but 3 was not");
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
            assertEquals(List.of(), staying.all());

            harness.plugin.release();
            harness.loop.runPending();
            assertEquals(List.of("{\"return\": {}, \"id\": 1}"), staying.all());
            assertTrue(harness.plugin.held.isEmpty(), "what was queued must not begin");
        }
    }

    @Test
    void aBlockingCommandRunsOnAWorkerAndAnswersInItsTurn() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'block','id':1} {'execute':'now','id':2}");
            harness.await(client, 2); // the worker's answer comes on another thread

            assertEquals(
                    List.of("{\"return\": {\"text\": \"qmp-worker\"}, \"id\": 1}", "{\"return\": {}, \"id\": 2}"),
                    client.all());
            assertFalse(client.isClosed());
        }
    }

    private static String numbered(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{'execute':'now','id':" + i + "}")
                .collect(Collectors.joining());
    }
}
