package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.app.metrics.Promtool;
import io.qmp.codec.JsonWireCodec;
import io.qmp.vm.metrics.VmFamily;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files for Prometheus and Grafana, and the page about metrics. */
class MetricsFilesTest {
    private static final Path FILES = SourceTree.ROOT.resolve("docs/metrics");
    private static final Pattern NAME = Pattern.compile("qemu_[a-z_]+");

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yml", "dashboard.json"})
    void metricsThatTheyUseExist(String file) {
        Set<String> known = Arrays.stream(VmFamily.values()).map(VmFamily::text).collect(Collectors.toSet());
        Set<String> used = NAME.matcher(SourceTree.read(FILES.resolve(file)))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertThat(used).hasSizeGreaterThan(5);
        assertThat(known).containsAll(used);
    }

    @Test
    void theDashboardIsJson() {
        assertThat(new JsonWireCodec().parse(SourceTree.read(FILES.resolve("dashboard.json"))))
                .isInstanceOf(QmpObject.class);
    }

    @Test
    @Tag("qemu")
    void promtoolAcceptsTheRules() throws IOException, InterruptedException {
        assertThat(Promtool.run(
                        "", "check", "rules", FILES.resolve("alerts.yml").toString()))
                .isEmpty();
    }
}
