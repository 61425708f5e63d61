package io.qmp.app.metrics;

import io.qmp.vm.metrics.VmFamily;
import io.qmp.vm.metrics.VmValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names that exporters for libvirt use, for dashboards that exist. The label {@code domain} is the name that QEMU
 * has, or that of the exporter if it has none or another virtual machine has the same. Of two nodes of one device, the
 * first is shown.
 */
final class LibvirtNames {
    private static final String BLOCK = "libvirt_domain_block_stats_";
    private static final String MEMORY = "libvirt_domain_memory_stats_";

    /** In the order in which they are written. */
    private static final Map<VmFamily, String> NAMES = new EnumMap<>(Map.ofEntries(
            Map.entry(VmFamily.READ_BYTES, BLOCK + "read_bytes_total"),
            Map.entry(VmFamily.WRITE_BYTES, BLOCK + "write_bytes_total"),
            Map.entry(VmFamily.READ_REQUESTS, BLOCK + "read_requests_total"),
            Map.entry(VmFamily.WRITE_REQUESTS, BLOCK + "write_requests_total"),
            Map.entry(VmFamily.FLUSH_REQUESTS, BLOCK + "flush_requests_total"),
            Map.entry(VmFamily.READ_TIME, BLOCK + "read_time_seconds_total"),
            Map.entry(VmFamily.WRITE_TIME, BLOCK + "write_time_seconds_total"),
            Map.entry(VmFamily.FLUSH_TIME, BLOCK + "flush_time_seconds_total"),
            Map.entry(VmFamily.BALLOON, MEMORY + "actual_balloon_bytes"),
            Map.entry(VmFamily.GUEST_TOTAL, MEMORY + "available_bytes"),
            Map.entry(VmFamily.GUEST_FREE, MEMORY + "unused_bytes"),
            Map.entry(VmFamily.GUEST_AVAILABLE, MEMORY + "usable_bytes"),
            Map.entry(VmFamily.GUEST_CACHES, MEMORY + "disk_caches_bytes"),
            Map.entry(VmFamily.VCPU_USER, "libvirt_domain_vcpu_time_seconds_total"),
            Map.entry(VmFamily.VCPUS, "libvirt_domain_info_virtual_cpus")));

    private final Map<VmFamily, List<Alias>> aliases = new EnumMap<>(VmFamily.class);
    private final Set<String> domains = new HashSet<>();

    private record Alias(String labels, VmValue value) {}

    private record Series(VmFamily family, String labels) {}

    void add(String vm, List<VmValue> values) {
        String domain = values.stream()
                .filter(value -> value.family() == VmFamily.INFO)
                .map(value -> value.labels().getOrDefault("name", ""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .filter(domains::add)
                .orElse(vm);
        domains.add(domain);
        Set<Series> seen = new HashSet<>();
        for (VmValue value : values) {
            String labels = labels(domain, value);
            if (NAMES.containsKey(value.family()) && seen.add(new Series(value.family(), labels))) {
                VmValue shown = value.family() == VmFamily.VCPU_USER ? withSystem(value, values) : value;
                aliases.computeIfAbsent(value.family(), family -> new ArrayList<>())
                        .add(new Alias(labels, shown));
            }
        }
    }

    /** The time of a virtual CPU in user mode and in the kernel together. */
    private static VmValue withSystem(VmValue user, List<VmValue> values) {
        double system = values.stream()
                .filter(value ->
                        value.family() == VmFamily.VCPU_SYSTEM && value.labels().equals(user.labels()))
                .mapToDouble(VmValue::value)
                .sum();
        return new VmValue(user.family(), user.labels(), user.value() + system, user.created());
    }

    private static String labels(String domain, VmValue value) {
        StringBuilder labels = new StringBuilder();
        Labels.write(labels, "domain", domain);
        String device = value.labels().getOrDefault("device", "");
        String node = value.labels().get("node");
        if (node != null) {
            Labels.write(labels, "target_device", device.isEmpty() ? node : device);
        }
        String vcpu = value.labels().get("vcpu");
        if (vcpu != null) {
            Labels.write(labels, "vcpu", vcpu);
        }
        return labels.toString();
    }

    void write(PageText page) {
        aliases.forEach((family, all) -> {
            String name = NAMES.getOrDefault(family, "");
            page.family(name, family.help());
            all.forEach(alias -> Exposition.line(page, name, alias.labels, alias.value));
        });
    }
}
