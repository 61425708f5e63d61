package io.qmp.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.plugin.qemu.QemuVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
    private static List<String> of(String subject) {
        return Explanation.of(Lines.schema(QemuVersion.V11_1), subject);
    }

    @Test
    void aCommandHasArgumentsAndAResult() {
        assertThat(of("qom-list"))
                .startsWith("command qom-list", "arguments", "  path: str", "returns array of object")
                .contains("  name: str", "  type: str");
        assertThat(of("stop")).containsExactly("command stop", "no arguments");
    }

    @Test
    void anEventHasData() {
        assertThat(of("JOB_STATUS_CHANGE")).startsWith("event JOB_STATUS_CHANGE", "data", "  id: str");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "migrate-set-capabilities.capabilities.capability | xbzrle",
                "blockdev-add.driver | qcow2",
                "blockdev-add.=qcow2.file | either str",
                "'blockdev-add:arg/=raw/file/|object' | driver: enum",
                "JOB_STATUS_CHANGE.status | concluded",
                "transaction.actions | and more, by the value of type",
            })
    void aPlaceIsFoundByItsPath(String subject, String line) {
        assertThat(of(subject)).anyMatch(shown -> shown.strip().startsWith(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qom-lst | there is no command or event 'qom-lst'; did you mean qom-list?",
                "qom-list.pth | there is no 'qom-list.pth' in the introspection; did you mean path?",
            })
    void whatDoesNotExistIsNamed(String subject, String message) {
        assertThatThrownBy(() -> of(subject)).hasMessageStartingWith(message);
    }
}
