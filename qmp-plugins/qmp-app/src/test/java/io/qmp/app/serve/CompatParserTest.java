package io.qmp.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.CompatPolicy.Input;
import io.qmp.api.bind.CompatPolicy.Output;
import org.junit.jupiter.api.Test;

class CompatParserTest {
    @Test
    void changesWhatIsNamed() {
        assertThat(CompatParser.parse("", CompatPolicy.ACCEPT)).isEqualTo(CompatPolicy.ACCEPT);
        assertThat(CompatParser.parse("deprecated-input=reject,deprecated-output=hide", CompatPolicy.ACCEPT))
                .isEqualTo(new CompatPolicy(Input.REJECT, Output.HIDE, Input.ACCEPT, Output.ACCEPT));
        assertThat(CompatParser.parse("unstable-input=reject,unstable-output=hide", CompatPolicy.ACCEPT))
                .isEqualTo(new CompatPolicy(Input.ACCEPT, Output.ACCEPT, Input.REJECT, Output.HIDE));
    }

    @Test
    void addsToWhatWasSaidBefore() {
        CompatPolicy before = CompatParser.parse("deprecated-input=reject,unstable-input=reject", CompatPolicy.ACCEPT);

        assertThat(CompatParser.parse("unstable-input=accept", before))
                .isEqualTo(new CompatPolicy(Input.REJECT, Output.ACCEPT, Input.ACCEPT, Output.ACCEPT));
    }

    @Test
    void doesNotCrash() {
        assertThatThrownBy(() -> CompatParser.parse("deprecated-input=crash", CompatPolicy.ACCEPT))
                .hasMessage("Parameter 'deprecated-input' does not accept value 'crash'");
    }
}
