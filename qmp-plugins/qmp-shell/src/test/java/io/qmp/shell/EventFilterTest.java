package io.qmp.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.message.Event;
import io.qmp.api.message.Timestamp;
import io.qmp.api.value.QmpObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {
    private static final Event EVENT = new Event(
            "JOB_STATUS_CHANGE",
            (QmpObject)
                    Lines.CODEC.parse("{\"id\": \"j0\", \"n\": 5, \"on\": true, \"in\": {\"a\": [1]}, \"none\": null}"),
            Timestamp.UNKNOWN);

    @ParameterizedTest
    @CsvSource({
        "JOB_STATUS_CHANGE, true",
        "JOB_*, true",
        "*, true",
        "*_CHANGE, true",
        "JOB?STATUS?CHANGE, true",
        "JOB, false",
        "job_*, false",
        "JOB.STATUS.CHANGE, false",
        "[A-Z_]*, false",
    })
    void namesHaveWildcards(String glob, boolean matches) {
        assertThat(EventFilter.of(List.of(glob), List.of(), Lines.CODEC).matches(EVENT))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "id=j0, true",
        "id=j1, false",
        "id='\"j0\"', false",
        "n=5, true",
        "n=5.0, false",
        "on=true, true",
        "none=null, true",
        "in.a[0]=1, true",
        "in.a=[1], true",
        "missing=, false",
    })
    void conditionsCompareData(String condition, boolean matches) {
        assertThat(EventFilter.of(List.of(), List.of(condition), Lines.CODEC).matches(EVENT))
                .isEqualTo(matches);
    }

    @Test
    void oneNameAndAllConditionsMustFit() {
        assertThat(EventFilter.of(List.of("STOP", "JOB_*"), List.of("id=j0", "n=5"), Lines.CODEC)
                        .matches(EVENT))
                .isTrue();
        assertThat(EventFilter.of(List.of("STOP", "JOB_*"), List.of("id=j0", "n=6"), Lines.CODEC)
                        .matches(EVENT))
                .isFalse();
        assertThat(EventFilter.of(List.of(), List.of(), Lines.CODEC).matches(EVENT))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "=x", "a..b=1", "a[x]=1"})
    void refusesOtherForms(String condition) {
        assertThatThrownBy(() -> EventFilter.of(List.of(), List.of(condition), Lines.CODEC))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
