package io.qmp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoggersTest {
    @Test
    void loggersAreThoseOfTheJdkUnlessAProgramNamesAnotherSource() {
        System.Logger ofTheJdk = System.getLogger("io.qmp.test");
        assertThat(Loggers.named("io.qmp.test").getName()).isEqualTo("io.qmp.test");
        assertThat(Loggers.named("io.qmp.test")).hasSameClassAs(ofTheJdk);

        List<String> asked = new ArrayList<>();
        try {
            Loggers.comeFrom(name -> {
                asked.add(name);
                return ofTheJdk;
            });
            assertThat(Loggers.named("other")).isSameAs(ofTheJdk);
            assertThat(asked).containsExactly("other");
        } finally {
            Loggers.comeFrom(name -> System.getLogger(name));
        }
    }
}
