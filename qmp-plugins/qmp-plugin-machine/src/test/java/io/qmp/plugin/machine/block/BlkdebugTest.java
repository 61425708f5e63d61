package io.qmp.plugin.machine.block;

import static io.qmp.plugin.machine.Failure.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.type.BlkdebugEvent;
import io.qmp.plugin.qemu.type.BlkdebugInjectError;
import io.qmp.plugin.qemu.type.BlkdebugSetState;
import io.qmp.plugin.qemu.type.BlockdevDriver;
import io.qmp.plugin.qemu.type.BlockdevOptionsBlkdebug;
import io.qmp.plugin.qemu.type.BlockdevOptionsNull;
import io.qmp.plugin.qemu.type.BlockdevRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlkdebugTest {
    private static final Request READ = new Request(Operation.READ, 1024, 512);
    private static final Request WRITE = new Request(Operation.WRITE, 0, 512);

    private final BlockGraph graph =
            new BlockGraph(group -> false, event -> {}, FdsetLender.NONE, WireCodec.installed());

    private static BlockdevOptionsBlkdebug.Builder options() {
        return BlockdevOptionsBlkdebug.builder(BlockdevRef.of(
                        BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO).build()))
                .nodeName("d");
    }

    private BlockNode add(BlockdevOptionsBlkdebug.Builder options) {
        graph.add(options.build());
        return graph.get("d");
    }

    private static BlkdebugInjectError.Builder on(BlkdebugEvent event) {
        return BlkdebugInjectError.builder(event);
    }

    @Test
    void requestsFailAsTheRulesSay() {
        BlockNode node = add(options()
                .injectError(List.of(on(BlkdebugEvent.WRITE_AIO).errno(28L).build())));

        assertThat(node.execute(READ)).isEmpty();
        assertThat(node.execute(WRITE)).contains(Failure.NOSPACE);
        assertThat(node.execute(WRITE)).contains(Failure.NOSPACE);
    }

    @Test
    void aRuleCanApplyOnce() {
        BlockNode node = add(options()
                .injectError(List.of(on(BlkdebugEvent.READ_AIO).once(true).build())));

        assertThat(node.execute(READ)).contains(Failure.IO);
        assertThat(node.execute(READ)).isEmpty();
    }

    @Test
    void aRuleCanBeAboutOneSector() {
        BlockNode node = add(options()
                .injectError(List.of(on(BlkdebugEvent.READ_AIO).sector(2L).build())));

        assertThat(node.execute(READ)).contains(Failure.IO);
        assertThat(node.execute(new Request(Operation.READ, 0, 1024))).isEmpty();
        assertThat(node.execute(new Request(Operation.READ, 0, 1536))).contains(Failure.IO);
    }

    @Test
    void rulesDependOnTheState() {
        BlockNode node = add(options()
                .setState(List.of(
                        BlkdebugSetState.builder(BlkdebugEvent.WRITE_AIO, 2).build()))
                .injectError(List.of(on(BlkdebugEvent.READ_AIO).state(2L).build())));

        assertThat(node.execute(READ)).isEmpty();
        assertThat(node.execute(WRITE)).isEmpty();
        assertThat(node.execute(READ)).contains(Failure.IO);
    }

    @Test
    void theNameHasTheRules() {
        add(options()
                .align(4096L)
                .injectError(
                        List.of(on(BlkdebugEvent.READ_AIO).errno(5L).once(true).build())));

        assertThat(graph.get("d").filename())
                .startsWith("json:{")
                .contains(
                        "\"inject-error.0.event\": \"read_aio\"",
                        "\"inject-error.0.errno\": 5",
                        "\"image\": {\"driver\": \"null-co\"}",
                        "\"align\": 4096");
    }

    @Test
    void withoutRulesTheNameIsThatOfTheImage() {
        assertThat(add(options()).filename()).isEqualTo("blkdebug::null-co://");
    }

    @Test
    void onlyPowersOfTwoAlign() {
        assertThat(failure(() -> add(options().align(7L)))).isEqualTo("Cannot meet constraints with align 7");
    }
}
