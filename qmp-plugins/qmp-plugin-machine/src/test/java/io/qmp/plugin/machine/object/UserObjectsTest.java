package io.qmp.plugin.machine.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserObjectsTest {
    private final WireCodec codec = WireCodec.installed();
    private final Qom qom = PluggedMachine.q35();
    private final UserObjects objects = new UserObjects(() -> qom);

    @Test
    void objectIsCreatedWithItsProperties() {
        objects.add("iothread", "io1", QmpObject.of("poll-grow", QmpValue.of(2)));

        QomObject thread = qom.at("/objects/io1");
        assertThat(thread.property("poll-grow").orElseThrow().get()).isEqualTo(QmpValue.of(2));
        assertThat(objects.threads()).extracting(info -> info.id()).containsExactly("io1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "iothread | {'poll-max-ns': -1} | poll-max-ns value must be in range [0, 9223372036854775807]",
                "iothread | {'thread-pool-max': 0} | bad thread-pool-min/thread-pool-max values",
                "iothread | {'thread-pool-min': 65} | bad thread-pool-min/thread-pool-max values",
                "iothread | {'thread-pool-min': 3, 'thread-pool-max': 2} | bad thread-pool-min/thread-pool-max values",
                "memory-backend-ram | {'size': 0} | property 'size' of memory-backend-ram doesn't take value '0'",
                "secret | {} | Either 'file' or 'data' must be provided",
                "secret | {'file': '/f', 'data': 'x'} | 'file' and 'data' are mutually exclusive",
                "secret | {'data': 'x', 'keyid': 'k'} | No secret with id 'k'",
            })
    void invalidValuesFailAndCreateNothing(String type, String properties, String message) {
        assertThatThrownBy(() -> objects.add(type, "o", object(properties)))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining(message);
        assertThat(qom.at("/objects").child("o")).isEmpty();
    }

    @Test
    void secretMayBeEncryptedWithAnother() {
        objects.add("secret", "k", object("{'data': 'x'}"));
        objects.add("secret", "s", object("{'data': 'x', 'keyid': 'k'}"));
        assertThat(qom.at("/objects").child("s")).isPresent();
    }

    @Test
    void propertiesThatAreFixedCannotBeChanged() {
        objects.add("memory-backend-ram", "m", object("{'size': 4096}"));
        Property size = qom.at("/objects/m").property("size").orElseThrow();

        assertThatThrownBy(() -> size.set(QmpValue.of(8192)))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("cannot change property size of memory-backend-ram");
    }

    @Test
    void idsAreUniqueUntilTheirObjectIsDeleted() {
        objects.add("iothread", "o", QmpObject.EMPTY);
        assertThatThrownBy(() -> objects.add("iothread", "o", QmpObject.EMPTY))
                .isInstanceOf(CommandFailedException.class);

        objects.delete("o", "m0");
        assertThat(qom.at("/objects").child("o")).isEmpty();
        objects.add("iothread", "o", QmpObject.EMPTY);
        assertThatThrownBy(() -> objects.delete("other", "m0")).isInstanceOf(CommandFailedException.class);
    }

    private QmpObject object(String json) {
        return (QmpObject) codec.parse(json.replace('\'', '"'));
    }
}
