package io.qmp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.bind.CompatPolicy;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final String DEVICE_NOT_ACTIVE =
            "{\"id\": 1, \"error\": {\"class\": \"DeviceNotActive\", \"desc\": \"No such luck\"}}";

    @Test
    void anErrorOfTheHandlerReachesTheClient() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();

            assertEquals(DEVICE_NOT_ACTIVE, client.ask("{'execute':'fail','arguments':{'how':'throw'},'id':1}"));
            assertEquals(DEVICE_NOT_ACTIVE, client.ask("{'execute':'fail','arguments':{'how':'future'},'id':1}"));
            client.send("{'execute':'fail','arguments':{'how':'later'},'id':1}");
            harness.await(client, 1); // it fails on another thread
            assertEquals(DEVICE_NOT_ACTIVE, client.next());
        }
    }

    @Test
    void anUnexpectedExceptionDoesNotTravel() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            String reply = client.ask("{'execute':'fail','arguments':{'how':'secret'},'id':1}");

            assertEquals(
                    "{\"id\": 1, \"error\": {\"class\": \"GenericError\", \"desc\": \"The command fail failed; the server's log tells why\"}}",
                    reply);
            assertFalse(reply.contains("password"));
        }
    }

    @Test
    void argumentsAreCheckedBeforeTheHandlerIsCalled() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();

            assertTrue(client.ask("{'execute':'say'}").contains("Parameter 'text' is missing"));
            assertTrue(client.ask("{'execute':'say','arguments':{'text':1}}")
                    .contains("Invalid parameter type for 'text', expected: string"));
        }
    }

    @Test
    void policyRefusesDeprecatedAndUnstableCommands() {
        CompatPolicy strict = new CompatPolicy(
                CompatPolicy.Input.REJECT,
                CompatPolicy.Output.ACCEPT,
                CompatPolicy.Input.REJECT,
                CompatPolicy.Output.ACCEPT);
        try (Harness harness = new Harness(ServerOptions.DEFAULT.withCompat(strict))) {
            var client = harness.ready();

            assertTrue(client.ask("{'execute':'old'}")
                    .contains("\"CommandNotFound\", \"desc\": \"Deprecated command old disabled by policy\""));
            assertTrue(client.ask("{'execute':'x-try'}")
                    .contains("\"CommandNotFound\", \"desc\": \"Unstable command x-try disabled by policy\""));
        }
    }

    @Test
    void aSlowReaderIsDisconnectedAndNobodyElse() {
        OutputLimit limit = new OutputLimit(10_000, OutputLimit.Overflow.DISCONNECT);
        try (Harness harness = new Harness(ServerOptions.DEFAULT.withOutputLimit(limit))) {
            var slow = harness.ready();
            var other = harness.ready();
            slow.stopReading();
            other.send("{'execute':'burst','arguments':{'count':80}}");
            assertEquals(81, other.all().size());
            assertFalse(slow.isClosed());

            other.send("{'execute':'burst','arguments':{'count':50}} {'execute':'now'}");
            assertTrue(slow.isClosed());
            assertEquals(52, other.all().size());
        }
    }

    @Test
    void aSlowReaderMayLoseEventsInstead() {
        OutputLimit limit = new OutputLimit(10_000, OutputLimit.Overflow.DROP_EVENTS);
        try (Harness harness = new Harness(ServerOptions.DEFAULT.withOutputLimit(limit))) {
            var slow = harness.ready();
            var other = harness.ready();
            slow.stopReading();
            other.send("{'execute':'burst','arguments':{'count':1000}}");
            slow.readOn();

            assertFalse(slow.isClosed());
            int heard = slow.all().size();
            assertTrue(heard > 50 && heard < 200, () -> heard + " events");
            assertEquals("{\"return\": {}}", slow.ask("{'execute':'now'}"));
        }
    }
}
