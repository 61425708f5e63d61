package io.qmp.app.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ImageLogManagerTest {
    private final ImageLogManager manager = new ImageLogManager();

    @Test
    void thereAreNoSettingsWhenItIsMadeAndLaterThereMayBe() {
        assertThatThrownBy(manager::readConfiguration).isInstanceOf(IOException.class);

        assertThatCode(manager::readConfiguration).doesNotThrowAnyException();
    }
}
