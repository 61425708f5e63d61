package io.qmp.mux.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlobTest {
    /** Short texts of two letters, so that beginnings, ends and what is between overlap in all ways. */
    @Test
    void matchesWhatTheRegularExpressionDoes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String glob = text(random, "ab*");
            String value = text(random, "ab");
            boolean expected = Pattern.matches(glob.replace("*", ".*"), value);
            assertThat(Glob.of(glob).matches(value)).as("%s on %s", glob, value).isEqualTo(expected);
        }
    }

    private static String text(Random random, String letters) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void otherCharactersStandForThemselves() {
        assertThat(Glob.of("a.c\\E*").matches("a.c\\Ex\ny")).isTrue();
        assertThat(Glob.of("a.c").matches("abc")).isFalse();
    }
}
