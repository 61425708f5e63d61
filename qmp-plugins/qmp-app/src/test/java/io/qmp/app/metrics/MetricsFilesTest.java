package io.qmp.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.app.SourceTree;
import io.qmp.codec.JsonWireCodec;
import io.qmp.vm.metrics.VmFamily;
import io.qmp.vm.metrics.VmValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files for Prometheus and Grafana, and the page about metrics, beside what the exporter writes. */
class MetricsFilesTest {
    private static final Path DOCS = SourceTree.ROOT.resolve("docs");
    private static final Path FILES = DOCS.resolve("metrics");
    private static final String PAGE = SourceTree.read(DOCS.resolve("metrics.md"));
    private static final Pattern NAME = Pattern.compile("\\b(?:qemu|libvirt)_[a-z_]+");
    private static final Pattern DOCUMENTED = Pattern.compile("\\b(?:qemu|libvirt)_[a-z_{},]+");
    private static final Pattern ALTERNATIVES = Pattern.compile("\\{([a-z_,]+)}");

    /** Labels in selectors, in {@code by} and {@code on}, and in texts. */
    private static final Pattern LABELS =
            Pattern.compile("[{,] *([a-z_]+) *(?:=~|!=|!~|=)|(?:by|on) *\\(([a-z_, ]+)\\)|\\$labels\\.([a-z_]+)");

    /** The names of all metrics that the exporter has, with those of exporters for libvirt. */
    private static Set<String> written() {
        Exposition page = new Exposition(ExpositionFormat.TEXT, true);
        List<VmValue> values = Arrays.stream(VmFamily.values())
                .map(family -> new VmValue(family, Map.of(), 1, Optional.empty()))
                .toList();
        page.add(
                new VmTarget("web", QmpAddress.parse("unix:/run/web"), ConnectOptions.DEFAULT, Map.of()),
                Map.of(),
                values);
        return page.text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('{')))
                .collect(Collectors.toSet());
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** The names of {@code a_{b,c}_d}. */
    private static Stream<String> expanded(String name) {
        Matcher braces = ALTERNATIVES.matcher(name);
        return braces.find()
                ? Arrays.stream(braces.group(1).split(","))
                        .flatMap(each ->
                                expanded(name.substring(0, braces.start()) + each + name.substring(braces.end())))
                : Stream.of(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yml", "dashboard.json"})
    void metricsThatTheyUseAreWritten(String file) {
        Set<String> used = names(SourceTree.read(FILES.resolve(file)));

        assertThat(used).hasSizeGreaterThan(5);
        assertThat(written()).containsAll(used);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yml", "dashboard.json"})
    void labelsThatTheyUseAreWritten(String file) {
        Set<String> used = LABELS.matcher(SourceTree.read(FILES.resolve(file)))
                .results()
                .flatMap(found -> Stream.of(found.group(1), found.group(2), found.group(3)))
                .filter(found -> found != null)
                .flatMap(found -> Arrays.stream(found.split(", *")))
                .collect(Collectors.toSet());

        assertThat(used).contains("vm");
        assertThat(Labels.TAKEN).containsAll(used);
    }

    @Test
    void thePageListsAllMetricsAndNoOthers() {
        String sections = PAGE.substring(PAGE.indexOf("## What is measured"), PAGE.indexOf("## In Java"));

        assertThat(DOCUMENTED
                        .matcher(sections)
                        .results()
                        .map(MatchResult::group)
                        .flatMap(MetricsFilesTest::expanded)
                        .collect(Collectors.toSet()))
                .isEqualTo(written());
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
