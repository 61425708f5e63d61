package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.CompatPolicy;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final String DEVICE_NOT_ACTIVE =
            "{\"id\": 1, \"error\": {\"class\": \"DeviceNotActive\", \"desc\": \"No such luck\"}}";

    @Test
    void anErrorOfTheHandlerReachesTheClient() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();

            assertThat(client.ask("{'execute':'fail','arguments':{'how':'throw'},'id':1}"))
                    .isEqualTo(DEVICE_NOT_ACTIVE);
            assertThat(client.ask("{'execute':'fail','arguments':{'how':'future'},'id':1}"))
                    .isEqualTo(DEVICE_NOT_ACTIVE);
            client.send("{'execute':'fail','arguments':{'how':'later'},'id':1}");
            harness.await(client, 1); // it fails on another thread
            assertThat(client.next()).isEqualTo(DEVICE_NOT_ACTIVE);
        }
    }

    @Test
    void anUnexpectedExceptionDoesNotTravel() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            String reply = client.ask("{'execute':'fail','arguments':{'how':'secret'},'id':1}");

            assertThat(reply)
                    .isEqualTo(
                            "{\"id\": 1, \"error\": {\"class\": \"GenericError\", \"desc\": \"The command fail failed; the server's log tells why\"}}");
            assertThat(reply.contains("password")).isFalse();
        }
    }

    @Test
    void argumentsAreCheckedBeforeTheHandlerIsCalled() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();

            assertThat(client.ask("{'execute':'say'}").contains("Parameter 'text' is missing"))
                    .isTrue();
            assertThat(client.ask("{'execute':'say','arguments':{'text':1}}")
                            .contains("Invalid parameter type for 'text', expected: string"))
                    .isTrue();
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

            assertThat(client.ask("{'execute':'old'}")
                            .contains("\"CommandNotFound\", \"desc\": \"Deprecated command old disabled by policy\""))
                    .isTrue();
            assertThat(client.ask("{'execute':'x-try'}")
                            .contains("\"CommandNotFound\", \"desc\": \"Unstable command x-try disabled by policy\""))
                    .isTrue();
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
            assertThat(other.all().size()).isEqualTo(81);
            assertThat(slow.isClosed()).isFalse();

            other.send("{'execute':'burst','arguments':{'count':50}} {'execute':'now'}");
            assertThat(slow.isClosed()).isTrue();
            assertThat(other.all().size()).isEqualTo(52);
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
            slow.startReading();

            assertThat(slow.isClosed()).isFalse();
            int heard = slow.all().size();
            assertThat(heard > 50 && heard < 200).as(heard + " events").isTrue();
            assertThat(slow.ask("{'execute':'now'}")).isEqualTo("{\"return\": {}}");
        }
    }
}
