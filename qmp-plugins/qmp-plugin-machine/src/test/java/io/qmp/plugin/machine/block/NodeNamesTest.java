package io.qmp.plugin.machine.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNamesTest {
    private final NodeNames names = new NodeNames();

    @Test
    void namesAreGeneratedInOrder() {
        assertThat(names.choose(null, name -> false)).isEqualTo("#block000");
        assertThat(names.choose("given", name -> false)).isEqualTo("given");
        assertThat(names.choose(null, name -> false)).isEqualTo("#block001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "#block000", "a b", "a/b", "-a", "\u00e4"})
    void namesBeginWithALetter(String name) {
        assertThatThrownBy(() -> names.choose(name, taken -> false))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("Invalid node-name: '" + name + "'");
    }

    @Test
    void namesAreUnique() {
        assertThatThrownBy(() -> names.choose("a", "a"::equals))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("Duplicate nodes with node-name='a'");
    }

    @Test
    void namesHave31CharactersAtMost() {
        String longest = "n".repeat(31);

        assertThat(names.choose(longest, name -> false)).isEqualTo(longest);
        assertThatThrownBy(() -> names.choose(longest + "n", name -> false))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("Node name too long");
    }
}
