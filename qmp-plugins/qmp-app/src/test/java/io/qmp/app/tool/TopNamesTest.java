package io.qmp.app.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** How {@code top} calls machines whose names are the same. */
class TopNamesTest {
    @Test
    void noTwoMachinesAreShownAsOne() {
        assertThat(TopTool.unique(Set.of(), "vm", "/a/vm.sock")).isEqualTo("vm");
        assertThat(TopTool.unique(Set.of("vm"), "vm", "/b/vm.sock")).isEqualTo("/b/vm.sock");
        assertThat(TopTool.unique(Set.of("vm"), "vm", "vm")).isEqualTo("vm#2");
        assertThat(TopTool.unique(Set.of("vm", "vm#2"), "vm", "vm")).isEqualTo("vm#3");
    }
}
