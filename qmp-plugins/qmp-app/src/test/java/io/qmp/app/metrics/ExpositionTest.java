package io.qmp.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.vm.metrics.VmFamily;
import io.qmp.vm.metrics.VmValue;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionTest {
    private static final VmTarget VM =
            new VmTarget("web\"1\\", QmpAddress.parse("unix:/run/web"), ConnectOptions.DEFAULT, Map.of("site", "b\nc"));

    private static VmValue value(VmFamily family, Map<String, String> labels, double value) {
        boolean counter = family.kind() == VmFamily.Kind.COUNTER;
        return new VmValue(family, labels, value, counter ? Optional.of(Instant.ofEpochMilli(1500)) : Optional.empty());
    }

    private static Map<String, String> disk() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("device", "disk0");
        labels.put("node", "n0");
        return labels;
    }

    private static String page(ExpositionFormat format, boolean libvirtNames, VmValue... values) {
        Exposition page = new Exposition(format, libvirtNames);
        page.add(VM, Map.of("site", "a"), List.of(values));
        return page.text();
    }

    @Test
    void textHasNamesTypesAndEscapedLabels() {
        assertThat(page(
                        ExpositionFormat.TEXT,
                        false,
                        value(VmFamily.READ_TIME, disk(), 0.25),
                        value(VmFamily.UP, Map.of(), 1)))
                .isEqualTo("""
                        # HELP qemu_up Whether the monitor is connected and answers within the deadline.
                        # TYPE qemu_up gauge
                        qemu_up{vm="web\\"1\\\\",site="b\\nc"} 1
                        # HELP qemu_block_read_time_seconds_total Time that read requests have taken.
                        # TYPE qemu_block_read_time_seconds_total counter
                        qemu_block_read_time_seconds_total{vm="web\\"1\\\\",site="b\\nc",device="disk0",node="n0"} 0.25
                        """);
    }

    @Test
    void openMetricsSaysWhenCountersBegan() {
        assertThat(page(
                        ExpositionFormat.OPEN_METRICS,
                        false,
                        value(VmFamily.INFO, Map.of("name", "x"), 1),
                        value(VmFamily.RESTARTS, Map.of(), 3)))
                .isEqualTo("""
                        # HELP qemu Version, machine type, UUID and name of the virtual machine; always 1.
                        # TYPE qemu info
                        qemu_info{vm="web\\"1\\\\",site="b\\nc",name="x"} 1
                        # HELP qemu_restarts How often another QEMU process was found at the address.
                        # TYPE qemu_restarts counter
                        qemu_restarts_total{vm="web\\"1\\\\",site="b\\nc"} 3
                        qemu_restarts_created{vm="web\\"1\\\\",site="b\\nc"} 1.5
                        # EOF
                        """);
    }

    @Test
    void libvirtNamesHaveTheNameOfQemuAsTheirDomain() {
        assertThat(page(
                        ExpositionFormat.TEXT,
                        true,
                        value(VmFamily.INFO, Map.of("name", "guest"), 1),
                        value(VmFamily.VCPU_USER, Map.of("vcpu", "0"), 1.5),
                        value(VmFamily.VCPU_SYSTEM, Map.of("vcpu", "0"), 0.5),
                        value(VmFamily.READ_BYTES, disk(), 7)))
                .contains(
                        "libvirt_domain_block_stats_read_bytes_total{domain=\"guest\",target_device=\"disk0\"} 7\n",
                        "libvirt_domain_vcpu_time_seconds_total{domain=\"guest\",vcpu=\"0\"} 2\n");
    }

    @Test
    void noTwoLibvirtSeriesHaveTheSameLabels() {
        Exposition page = new Exposition(ExpositionFormat.TEXT, true);
        Map<String, String> other = disk();
        other.put("node", "n1");
        for (String name : List.of("one", "two", "three")) {
            VmTarget vm = new VmTarget(name, QmpAddress.parse("unix:/run/a"), ConnectOptions.DEFAULT, Map.of());
            page.add(
                    vm,
                    Map.of(),
                    List.of(
                            value(VmFamily.INFO, Map.of("name", "guest"), 1),
                            value(VmFamily.READ_BYTES, disk(), 7),
                            value(VmFamily.READ_BYTES, other, 8)));
        }

        assertThat(page.text().lines().filter(line -> line.startsWith("libvirt_")))
                .containsExactly(
                        "libvirt_domain_block_stats_read_bytes_total{domain=\"guest\",target_device=\"disk0\"} 7",
                        "libvirt_domain_block_stats_read_bytes_total{domain=\"two\",target_device=\"disk0\"} 7",
                        "libvirt_domain_block_stats_read_bytes_total{domain=\"three\",target_device=\"disk0\"} 7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | TEXT",
                "*/* | TEXT",
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                        + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | OPEN_METRICS",
                "text/plain, application/openmetrics-text;q=0.9 | TEXT",
                "application/openmetrics-text;q=0 | TEXT",
                "application/openmetrics-text;q=x | TEXT"
            })
    void theFormatIsTheOneThatTheClientLikesBest(String accept, ExpositionFormat format) {
        assertThat(ExpositionFormat.of(accept)).isEqualTo(format);
    }

    @Test
    @Tag("qemu")
    void promtoolAcceptsAllFamilies() throws IOException, InterruptedException {
        VmValue[] all = new VmValue[VmFamily.values().length];
        for (VmFamily family : VmFamily.values()) {
            all[family.ordinal()] = value(family, Map.of(), 1);
        }

        assertThat(Promtool.run(page(ExpositionFormat.TEXT, true, all), "check", "metrics"))
                .isEmpty();
    }
}
