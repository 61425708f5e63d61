package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.contracts.TextClient;
import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a handler does, its client gets an error, the log a record, and all clients their next replies. */
class MisbehaviourTest {
    private static final String OK = "{\"return\": {}, \"id\": 2}";

    @ParameterizedTest
    @EnumSource(Fault.class)
    void inBandItCostsAnError(Fault fault) {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, new MisbehavingPlugin())) {
            TextClient client = harness.ready();
            TextClient other = harness.ready();

            check(harness, client.ask(command("execute", "misbehave", fault)), "misbehave");
            assertThat(other.ask("{'execute':'now','id':2}")).isEqualTo(OK);
            assertThat(client.ask("{'execute':'now','id':2}")).isEqualTo(OK);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void outOfBandItCostsAnError(Fault fault) {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, new MisbehavingPlugin())) {
            TextClient client = harness.readyForOob();
            TextClient other = harness.ready();
            client.send("{'execute':'hold','id':2}");

            check(harness, client.ask(command("exec-oob", "misbehave", fault)), "misbehave");
            assertThat(client.ask("{'exec-oob':'now','id':2}")).isEqualTo(OK);
            harness.plugin.release();
            harness.loop.runPending();
            assertThat(client.next()).isEqualTo(OK);
            assertThat(other.ask("{'execute':'now','id':2}")).isEqualTo(OK);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.MATCH_NONE, names = "STAGE_.*") // a worker has no stage
    void onAWorkerItCostsAnError(Fault fault) {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, new MisbehavingPlugin())) {
            TextClient client = harness.ready();
            TextClient other = harness.ready();
            client.send(command("execute", "misbehave-blocking", fault));
            harness.await(client, 1);

            check(harness, client.next(), "misbehave-blocking");
            assertThat(other.ask("{'execute':'now','id':2}")).isEqualTo(OK);
            assertThat(client.ask("{'execute':'now','id':2}")).isEqualTo(OK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"execute", "exec-oob"})
    void aValueThatIsNestedTooDeepIsAnError(String how) {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, new MisbehavingPlugin())) {
            TextClient client = harness.readyForOob();

            check(harness, client.ask("{'" + how + "':'nest','arguments':{'depth':200000},'id':1}"), "nest");
            assertThat(client.ask("{'execute':'nest','arguments':{'depth':2},'id':2}"))
                    .isEqualTo("{\"return\": [[]], \"id\": 2}".replace("[[]]", "[[[]]]"));
        }
    }

    @Test
    void prettyOutputIsAsBeforeAfterAnError() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, new MisbehavingPlugin())) {
            TextClient client = harness.pretty();
            String before = client.block("{'execute':'nest','arguments':{'depth':2}}");
            client.block("{'execute':'nest','arguments':{'depth':200000}}");

            assertThat(client.block("{'execute':'nest','arguments':{'depth':2}}"))
                    .isEqualTo(before);
        }
    }

    @Test
    void aListThatContainsItselfIsAnError() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, new MisbehavingPlugin())) {
            TextClient client = harness.ready();

            check(harness, client.ask("{'execute':'list','arguments':{'cyclic':true},'id':1}"), "list");
            assertThat(client.ask("{'execute':'list','arguments':{'cyclic':false},'id':2}"))
                    .isEqualTo("{\"return\": [{\"text\": \"first\"}], \"id\": 2}");
        }
    }

    private static void check(Harness harness, String reply, String command) {
        assertThat(reply)
                .isEqualTo("{\"id\": 1, \"error\": {\"class\": \"GenericError\", \"desc\": \"The command " + command
                        + " failed; the server's log tells why\"}}");
        assertThat(harness.log.texts())
                .filteredOn(text -> text.contains(" failed, id 1") || text.contains("cannot be printed"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("local#")
                .contains("the command " + command + " of " + MisbehavingPlugin.class.getName());
    }

    private static String command(String how, String command, Fault fault) {
        return "{'" + how + "':'" + command + "','arguments':{'how':'" + name(fault) + "'},'id':1}";
    }

    private static String name(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
