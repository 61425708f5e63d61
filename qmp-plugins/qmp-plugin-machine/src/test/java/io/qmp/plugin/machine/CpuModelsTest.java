package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.QemuVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models of CPUs, as a QEMU 7.2 tells them with {@code -machine q35,accel=tcg}. */
class CpuModelsTest {
    private final MachineUnderTest machine = MachineUnderTest.as(QemuVersion.V7_2);

    @AfterEach
    void close() {
        machine.close();
    }

    private String ask(String type, String model) {
        return machine.tell("{'execute': 'query-cpu-model-expansion', 'arguments': {'type': '" + type + "', 'model': {"
                        + model + "}}}")
                .get(0);
    }

    private QmpObject expanded(String type, String model) {
        QmpObject reply = (QmpObject) WireCodec.installed().parse(ask(type, model));
        return reply.object("return").flatMap(result -> result.object("model")).orElseThrow();
    }

    private static QmpObject properties(QmpObject model) {
        return model.object("props").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"qemu64, false, QEMU Virtual CPU version 2.5+", "max, true, QEMU TCG CPU version 2.5+"})
    void aFullExpansionHasTheNameOfTheModelAndAllProperties(String model, boolean avx, String name) {
        QmpObject full = expanded("full", "'name': '" + model + "'");

        assertThat(full.string("name")).contains(model);
        assertThat(properties(full).integer("family")).hasValue(15);
        assertThat(properties(full).bool("avx")).contains(avx);
        assertThat(properties(full).string("model-id")).contains(name);
        assertThat(properties(full).get("pmu")).isNotNull();
    }

    @Test
    void aStaticExpansionIsOfTheBaseAndHasOnlyWhatDoesNotChange() {
        QmpObject full = expanded("full", "'name': 'qemu64'");
        QmpObject fixed = expanded("static", "'name': 'qemu64'");

        assertThat(fixed.string("name")).contains("base");
        assertThat(properties(fixed).members()).hasSize(327);
        assertThat(properties(full).members())
                .hasSize(430)
                .containsAllEntriesOf(properties(fixed).members());
        assertThat(properties(fixed).get("pmu")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'avx': true | avx | true",
                "'family': 7 | family | 7",
                "'vendor': 'GenuineIntel' | vendor | 'GenuineIntel'"
            })
    void propertiesAreSetBeforeTheExpansion(String given, String name, String value) {
        QmpValue expected = WireCodec.installed().parse(value);

        for (String type : new String[] {"full", "static"}) {
            assertThat(properties(expanded(type, "'name': 'qemu64', 'props': {" + given + "}"))
                            .get(name))
                    .isEqualTo(expected);
        }
        assertThat(properties(expanded("full", "'name': 'qemu64'")).get(name)).isNotEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'avx': 1       | Invalid parameter type for 'avx', expected: boolean
            'avx': 'on'    | Invalid parameter type for 'avx', expected: boolean
            'family': 'x'  | Invalid parameter type for 'family', expected: integer
            'family': true | Invalid parameter type for 'family', expected: integer
            'vendor': 5    | Invalid parameter type for 'vendor', expected: string
            'nope': 1      | Property 'qemu64-x86_64-cpu.nope' not found
            """)
    void aPropertyOfAnotherTypeOrNameIsRefused(String given, String text) {
        assertThat(ask("full", "'name': 'qemu64', 'props': {" + given + "}"))
                .isEqualTo("{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "", "qemu64-x86_64-cpu", "!"})
    void aModelThatIsUnknownIsNotFound(String name) {
        assertThat(ask("static", "'name': '" + name + "'"))
                .isEqualTo(
                        "{\"error\": {\"class\": \"GenericError\", \"desc\": \"CPU model '" + name + "' not found\"}}");
    }
}
