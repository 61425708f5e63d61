package io.qmp.api.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.CompatPolicy.Input;
import io.qmp.api.bind.CompatPolicy.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompatPolicyTest {
    private static final CompatPolicy STRICT = new CompatPolicy(Input.REJECT, Output.HIDE, Input.REJECT, Output.HIDE);

    @Test
    void deprecatedIsRejectedBeforeUnstable() {
        assertThat(STRICT.rejects(List.of("unstable", "deprecated"))).contains("deprecated");
        assertThat(STRICT.rejects(List.of("unstable"))).contains("unstable");
        assertThat(STRICT.rejects(List.of("fast"))).isEmpty();
    }

    @Test
    void eachFeatureHasItsOwnRule() {
        CompatPolicy unstableOnly = new CompatPolicy(Input.ACCEPT, Output.ACCEPT, Input.REJECT, Output.HIDE);
        assertThat(unstableOnly.rejects(List.of("deprecated"))).isEmpty();
        assertThat(unstableOnly.hides(List.of("deprecated"))).isFalse();
        assertThat(unstableOnly.hides(List.of("unstable"))).isTrue();
    }

    @Test
    void introspectionHidesDeprecatedElementsOnly() {
        assertThat(STRICT.hidesInSchema(List.of("deprecated"))).isTrue();
        assertThat(STRICT.hidesInSchema(List.of("unstable"))).isFalse();
    }

    @Test
    void acceptHidesAndRejectsNothing() {
        List<String> both = List.of("deprecated", "unstable");
        assertThat(CompatPolicy.ACCEPT.rejects(both)).isEmpty();
        assertThat(CompatPolicy.ACCEPT.hides(both)).isFalse();
        assertThat(CompatPolicy.ACCEPT.hidesInSchema(both)).isFalse();
    }
}
