package io.qmp.program.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.wire.WireCodec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    private static final WireCodec CODEC = WireCodec.installed();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "query-status.status==paused | {'status': 'paused'} | true",
                "query-status.status==paused | {'status': 'running'} | false",
                "query-status.status!=paused | {'status': 'running'} | true",
                "query-status.status!=paused | {} | true",
                "query-status.status==paused | {} | false",
                "query-status.running==true | {'running': true} | true",
                "query-block[0].inserted.image.virtual-size>=1024 | [{'inserted': {'image': {'virtual-size': 1024}}}] | true",
                "query-block[1].device==x | [{}] | false",
                "query-balloon.actual<1024 | {'actual': 1023} | true",
                "query-balloon.actual<=1024 | {'actual': 1025} | false",
                "query-balloon.actual>1.5 | {'actual': 2} | true",
                "query-balloon.actual<1024 | {'actual': 'much'} | false",
                "query-balloon.actual==1024 | {'actual': 1024.0} | true",
                "query-jobs==[] | [] | true",
                "query-name.name== | {'name': ''} | true",
            })
    void aPlaceInTheAnswerIsCompared(String condition, String answer, boolean holds) {
        Comparison comparison = Comparison.parse(condition, CODEC);
        assertThat(comparison.holds(CODEC.parse(answer.replace('\'', '"')))).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"query-status", "=paused", ".status==paused", "query-status.==x", "query-balloon.actual<much"})
    void otherFormsAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WaitCondition.parse(List.of(text), CODEC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "job", "event", "job a b", "event NAME,x", "running now"})
    void conditionsHaveTheirWords(String words) {
        List<String> list = words.isEmpty() ? List.of() : List.of(words.split(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> WaitCondition.parse(list, CODEC));
    }
}
