package io.qmp.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static QmpObject id(String parent, String state) {
        return QmpObject.of("traceparent", QmpValue.of(parent), "tracestate", QmpValue.of(state));
    }

    @Test
    void anIdHasTheNumberAndTheContext() {
        TraceContext context = new TraceContext(PARENT, "");
        QmpObject id = context.id(17);

        assertThat(id).isEqualTo(QmpObject.of("n", QmpValue.of(17), "traceparent", QmpValue.of(PARENT)));
        assertThat(TraceContext.of(id)).contains(context);
        assertThat(TraceContext.number(id)).isEqualTo(17);
    }

    @Test
    void stateIsPassedOnWithinItsLength() {
        String longest = "a=" + "b".repeat(TraceContext.LONGEST_STATE - 2);

        assertThat(TraceContext.of(id(PARENT, longest))).contains(new TraceContext(PARENT, longest));
        assertThat(TraceContext.of(id(PARENT, longest + "b"))).contains(new TraceContext(PARENT, ""));
        assertThat(TraceContext.of(id(PARENT, "a=\n"))).contains(new TraceContext(PARENT, ""));
        assertThat(TraceContext.of(new TraceContext(PARENT, longest).id(1)))
                .contains(new TraceContext(PARENT, longest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0\u0661"
            })
    void otherTextsAreNoContext(String parent) {
        assertThat(TraceContext.of(id(parent, ""))).isEmpty();
        assertThatThrownBy(() -> new TraceContext(parent, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherIdsHaveNone() {
        assertThat(TraceContext.of(null)).isEmpty();
        assertThat(TraceContext.of(QmpValue.of(PARENT))).isEmpty();
        assertThat(TraceContext.of(QmpObject.of("traceparent", QmpValue.of(1)))).isEmpty();
    }
}
