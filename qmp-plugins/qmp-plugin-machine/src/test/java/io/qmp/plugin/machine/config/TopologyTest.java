package io.qmp.plugin.machine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.config.Topology.Place;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopologyTest {
    /** As QEMU 7.2 lists them with {@code -smp 12,sockets=2,cores=3,threads=2}. */
    private static final Topology TOPOLOGY = new Topology(12, 12, 2, 1, 3, 2);

    @Test
    void threadsOfACoreComeFirstThenCoresThenSockets() {
        assertThat(places())
                .startsWith(new Place(0, 0, 0, 0), new Place(0, 0, 0, 1), new Place(0, 0, 1, 0))
                .endsWith(new Place(1, 0, 2, 0), new Place(1, 0, 2, 1))
                .doesNotHaveDuplicates()
                .hasSize(12);
    }

    @Test
    void eachLevelOfAnIdentifierHasWholeBits() {
        assertThat(places().stream().map(TOPOLOGY::apicId)).containsExactly(0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13);
        assertThat(Topology.ONE.apicId(Topology.ONE.place(0))).isZero();
    }

    @Test
    void levelsThatAreNotKnownStayAsRecorded() {
        QmpObject recorded = QmpObject.of("cores", QmpValue.of(1), "clusters", QmpValue.of(1));

        assertThat(TOPOLOGY.describe(recorded))
                .isEqualTo(QmpObject.of("cores", QmpValue.of(3), "clusters", QmpValue.of(1)));
    }

    private static List<Place> places() {
        return IntStream.range(0, TOPOLOGY.maxcpus()).mapToObj(TOPOLOGY::place).toList();
    }
}
