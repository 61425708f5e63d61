package io.qmp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionTriple;
import java.util.List;
import org.junit.jupiter.api.Test;

class NegotiationTest {
    private static final String EXPECTING =
            "{\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"Expecting capabilities negotiation with 'qmp_capabilities'\"}}";

    @Test
    void greetsAsTheVersionThatWasSet() {
        VersionInfo version = new VersionInfo(new VersionTriple(7, 2, 22), "test");
        try (Harness harness = new Harness(ServerOptions.DEFAULT.withVersion(version))) {
            var client = new Harness.Client(harness.loop, harness.server.openLocal());

            assertEquals(
                    "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 22, \"minor\": 2, \"major\": 7}, \"package\": \"test\"}, \"capabilities\": [\"oob\"]}}",
                    client.next());
        }
    }

    @Test
    void rejectsCommandsBeforeNegotiation() {
        try (Harness harness = new Harness()) {
            var client = harness.greeted();

            assertEquals(EXPECTING, client.ask("{'execute':'say','arguments':{'wrong':1}}"));
            assertEquals(EXPECTING, client.ask("{'execute':'nope'}"));
            assertEquals(
                    "{\"error\": {\"class\": \"GenericError\", \"desc\": \"QMP input member 'exec-oob' is unexpected\"}}",
                    client.ask("{'exec-oob':'now'}"));
        }
    }

    @Test
    void aFailedNegotiationMayBeRepeated() {
        try (Harness harness = new Harness()) {
            var client = harness.greeted();

            assertTrue(client.ask("{'execute':'qmp_capabilities','arguments':{'enable':['foo']}}")
                    .contains("Parameter 'null' does not accept value 'foo'"));
            assertEquals("{\"return\": {}, \"id\": 1}", client.ask("{'execute':'qmp_capabilities','id':1}"));
        }
    }

    @Test
    void checksArgumentsBeforeItRefusesASecondNegotiation() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();

            assertTrue(client.ask("{'execute':'qmp_capabilities','arguments':{'x':1}}")
                    .contains("Parameter 'x' is unexpected"));
            assertTrue(client.ask("{'execute':'qmp_capabilities'}")
                    .contains("Capabilities negotiation is already complete, command ignored"));
        }
    }

    @Test
    void doesNotEnableWhatItDoesNotOffer() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT.withOutOfBand(false))) {
            var client = new Harness.Client(harness.loop, harness.server.openLocal());

            assertTrue(client.next().endsWith("\"capabilities\": []}}"));
            assertTrue(client.ask("{'execute':'qmp_capabilities','arguments':{'enable':['oob']}}")
                    .contains("Capability oob not available"));
        }
    }

    @Test
    void sendsNoEventsBeforeNegotiationNorKeepsThem() {
        try (Harness harness = new Harness()) {
            var negotiating = harness.greeted();
            harness.ready().send("{'execute':'burst','arguments':{'count':2}}");

            assertEquals(List.of(), negotiating.all());
            assertEquals("{\"return\": {}}", negotiating.ask("{'execute':'qmp_capabilities'}"));
        }
    }
}
