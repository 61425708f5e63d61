package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.type.Nothing;
import io.qmp.contracts.TextClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which command gets which descriptor. */
class DescriptorsTest {
    private static final String TAKE = "{'execute':'take'}";
    private static final String TAKE_OOB = "{'exec-oob':'take'}";
    private static final String NONE = said("none");

    private final Harness harness = new Harness();
    private final List<Integer> closed = new ArrayList<>();
    private int made;

    @AfterEach
    void nothingIsLeftOpen() {
        harness.close();
        assertThat(closed).hasSize(made).doesNotHaveDuplicates();
    }

    private List<FileDescriptor> descriptors(int... numbers) {
        List<FileDescriptor> descriptors = new ArrayList<>();
        for (int number : numbers) {
            made++;
            descriptors.add(new FileDescriptor(number, closed::add));
        }
        return descriptors;
    }

    private static String said(String text) {
        return "{\"return\": {\"text\": \"" + text + "\"}}";
    }

    @Test
    void comesWithACommandAndIsTakenOnce() {
        TextClient client = harness.ready();
        client.send(TAKE, descriptors(1));
        assertThat(client.next()).isEqualTo(said("1"));
        assertThat(client.ask(TAKE)).isEqualTo(NONE);
    }

    @Test
    void waitsForACommandThatTakesIt() {
        TextClient client = harness.ready();
        client.send("{'execute':'say','arguments':{'text':'x'}}", descriptors(1));
        client.send("{'execute':'none'}");
        client.send("[]");
        client.all();
        assertThat(client.ask(TAKE)).isEqualTo(said("1"));
    }

    @Test
    void isThereFromNegotiationOn() {
        TextClient client = harness.greeted();
        client.send("{'execute':'qmp_capabilities'}", descriptors(1));
        client.next();
        assertThat(client.ask(TAKE)).isEqualTo(said("1"));
    }

    @Test
    void replacesOneThatNobodyTook() {
        TextClient client = harness.ready();
        client.send(" ", descriptors(1));
        client.send("{'execute':'none'}", descriptors(2, 3));
        client.next();
        assertThat(closed).containsExactlyInAnyOrder(1, 3);
        client.send(TAKE, descriptors(4, 5));
        assertThat(client.next()).isEqualTo(said("4"));
        assertThat(client.ask(TAKE)).isEqualTo(NONE);
    }

    @Test
    void mayComeWithAnyByte() {
        TextClient client = harness.ready();
        client.send("{", descriptors(1));
        client.send("'execute':'take'}");
        assertThat(client.next()).isEqualTo(said("1"));
        client.send("{'execute':'take'");
        client.send("}", descriptors(2));
        assertThat(client.next()).isEqualTo(said("2"));
        client.send("{'exec");
        client.send("ute':'take'}" + TAKE, descriptors(3));
        assertThat(client.all()).containsExactly(said("3"), NONE);
    }

    @Test
    void isNotForTheCommandBefore() {
        TextClient client = harness.ready();
        client.send("{'execute':'hold'}");
        client.send(TAKE);
        client.send(TAKE, descriptors(1));
        client.send(TAKE);
        client.send(TAKE, descriptors(2));
        harness.plugin.held.remove().complete(Nothing.NOTHING);
        harness.loop.runPending();
        assertThat(client.all()).containsExactly("{\"return\": {}}", NONE, said("1"), NONE, said("2"));
    }

    @Test
    void eachCommandOfALongQueueGetsItsOwn() {
        TextClient client = harness.readyForOob();
        client.send("{'execute':'hold'}");
        for (int i = 1; i <= 12; i++) {
            client.send(TAKE, descriptors(i));
        }
        harness.plugin.held.remove().complete(Nothing.NOTHING);
        harness.loop.runPending();
        List<String> replies = client.all();
        assertThat(replies).hasSize(13);
        for (int i = 1; i <= 12; i++) {
            assertThat(replies.get(i)).isEqualTo(said(String.valueOf(i)));
        }
    }

    @Test
    void anOutOfBandCommandGetsItsOwn() {
        TextClient client = harness.readyForOob();
        client.send("{'execute':'hold'}");
        client.send(TAKE, descriptors(1));
        client.send(TAKE_OOB, descriptors(2));
        assertThat(client.next()).isEqualTo(said("2"));
        harness.plugin.held.remove().complete(Nothing.NOTHING);
        harness.loop.runPending();
        assertThat(client.all()).containsExactly("{\"return\": {}}", said("1"));
    }

    @Test
    void endsWithItsSession() {
        TextClient client = harness.readyForOob();
        client.send("{'execute':'hold'}", descriptors(1));
        client.send(TAKE, descriptors(2));
        client.send("{", descriptors(3));
        client.close();
        assertThat(closed).containsExactlyInAnyOrder(1, 2, 3);
        harness.plugin.held.remove().complete(Nothing.NOTHING);

        assertThat(harness.ready().ask(TAKE)).isEqualTo(NONE);
    }

    @Test
    void anUnfinishedMessageKeepsNoMoreThanOne() {
        TextClient client = harness.ready();
        for (int i = 1; i <= 9; i++) {
            client.send(" ", descriptors(i));
        }
        assertThat(closed).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(client.ask(TAKE)).isEqualTo(said("9"));
    }
}
