package io.qmp.transport.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibrariesTest {
    @Test
    void theLibrariesThatTheTransportIsBuiltWithAreNoObstacle() {
        assertThat(Libraries.obstacle(LibrariesTest.class.getClassLoader())).isEmpty();
    }

    /** Projects of other stacks, which are no part of the tests of this module, have other versions. */
    @Test
    void whatAProgramLacksIsNamedWithWhatIsWanted() {
        assertThat(Libraries.obstacle(new ClassLoader(null) {}).orElseThrow())
                .containsPattern("needs Vert\\.x 5\\.\\d+\\.\\d+ and Netty 4\\.2\\.\\d+\\.Final,")
                .contains("has no Vert.x and no Netty", "io.qmp:qmp-transport-nio");
    }
}
