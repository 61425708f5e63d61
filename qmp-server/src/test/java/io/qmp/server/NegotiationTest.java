package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionTriple;
import io.qmp.contracts.TextClient;
import org.junit.jupiter.api.Test;

class NegotiationTest {
    private static final String EXPECTING =
            "{\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"Expecting capabilities negotiation with 'qmp_capabilities'\"}}";

    @Test
    void greetsAsTheVersionThatWasSet() {
        VersionInfo version = new VersionInfo(new VersionTriple(7, 2, 22), "test");
        try (Harness harness = new Harness(ServerOptions.DEFAULT.withVersion(version))) {
            var client = new TextClient(harness.loop, harness.server.openLocal());

            assertThat(client.next())
                    .isEqualTo(
                            "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 22, \"minor\": 2, \"major\": 7}, \"package\": \"test\"}, \"capabilities\": [\"oob\"]}}");
        }
    }

    @Test
    void rejectsCommandsBeforeNegotiation() {
        try (Harness harness = new Harness()) {
            var client = harness.greeted();

            assertThat(client.ask("{'execute':'say','arguments':{'wrong':1}}")).isEqualTo(EXPECTING);
            assertThat(client.ask("{'execute':'nope'}")).isEqualTo(EXPECTING);
            assertThat(client.ask("{'exec-oob':'now'}"))
                    .isEqualTo(
                            "{\"error\": {\"class\": \"GenericError\", \"desc\": \"QMP input member 'exec-oob' is unexpected\"}}");
        }
    }

    @Test
    void aFailedNegotiationMayBeRepeated() {
        try (Harness harness = new Harness()) {
            var client = harness.greeted();

            assertThat(client.ask("{'execute':'qmp_capabilities','arguments':{'enable':['foo']}}")
                            .contains("Parameter 'null' does not accept value 'foo'"))
                    .isTrue();
            assertThat(client.ask("{'execute':'qmp_capabilities','id':1}")).isEqualTo("{\"return\": {}, \"id\": 1}");
        }
    }

    @Test
    void checksArgumentsBeforeItRefusesASecondNegotiation() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();

            assertThat(client.ask("{'execute':'qmp_capabilities','arguments':{'x':1}}")
                            .contains("Parameter 'x' is unexpected"))
                    .isTrue();
            assertThat(client.ask("{'execute':'qmp_capabilities'}")
                            .contains("Capabilities negotiation is already complete, command ignored"))
                    .isTrue();
        }
    }

    @Test
    void doesNotEnableWhatItDoesNotOffer() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT.withOutOfBand(false))) {
            var client = new TextClient(harness.loop, harness.server.openLocal());

            assertThat(client.next().endsWith("\"capabilities\": []}}")).isTrue();
            assertThat(client.ask("{'execute':'qmp_capabilities','arguments':{'enable':['oob']}}")
                            .contains("Capability oob not available"))
                    .isTrue();
        }
    }

    @Test
    void sendsNoEventsBeforeNegotiationNorKeepsThem() {
        try (Harness harness = new Harness()) {
            var negotiating = harness.greeted();
            harness.ready().send("{'execute':'burst','arguments':{'count':2}}");

            assertThat(negotiating.all()).isEmpty();
            assertThat(negotiating.ask("{'execute':'qmp_capabilities'}")).isEqualTo("{\"return\": {}}");
        }
    }
}
