package io.qmp.app.top;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.process.Colors;
import io.qmp.vm.metrics.VmOverview;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TopTableTest {
    private static final VmOverview BUSY = new VmOverview(
            true,
            "running",
            4,
            OptionalDouble.of(1.234),
            List.of(new VmOverview.Disk("drive0", "n0", 1024, 5 << 20, 12.5), new VmOverview.Disk("", "n1", 0, 0, 0)),
            OptionalDouble.of(1L << 30),
            OptionalDouble.empty(),
            List.of(new VmOverview.Job("m0", "mirror", 0.5)),
            Optional.of(new VmOverview.Migration("active", OptionalDouble.of(0.25))));

    private static final VmOverview SILENT = new VmOverview(
            false,
            "",
            0,
            OptionalDouble.empty(),
            List.of(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            List.of(),
            Optional.empty());

    @Test
    void eachMachineHasALineAndOneForWhatIsGoingOn() {
        assertThat(TopTable.lines(
                        List.of(new NamedOverview("web", BUSY), new NamedOverview("db", SILENT)), Colors.NONE))
                .containsExactly(
                        "VM                   STATE          VCPU    CPU  READ/s WRITE/s   REQ/s BALLOON",
                        "web                  running           4  123 %   1.0 K   5.0 M      13   1.0 G",
                        "  [##########..........]  50 %  mirror m0",
                        "  [#####...............]  25 %  migration active",
                        "db                   no answer");
    }

    @Test
    void theDisksOfOneMachineAreShown() {
        assertThat(TopTable.lines(List.of(new NamedOverview("web", BUSY)), Colors.NONE))
                .endsWith(
                        "  drive0                                          1.0 K   5.0 M      13",
                        "  n1                                                0 B     0 B       0");
    }

    @Test
    void programsGetJson() {
        assertThat(TopJson.object(new NamedOverview("db", SILENT)).toString())
                .contains("db")
                .doesNotContain("state");
        assertThat(TopJson.object(new NamedOverview("web", BUSY)).toString()).contains("1.234", "mirror", "0.25");
    }
}
