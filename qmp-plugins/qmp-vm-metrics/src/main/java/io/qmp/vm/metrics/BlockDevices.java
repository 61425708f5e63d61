package io.qmp.vm.metrics;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the answer to {@code query-blockstats}. */
final class BlockDevices {
    private static final String PERIPHERAL = "/machine/peripheral/";

    private record Statistic(String member, VmFamily family, double parts) {}

    private static final List<Statistic> STATISTICS = List.of(
            new Statistic("rd_bytes", VmFamily.READ_BYTES, 1),
            new Statistic("wr_bytes", VmFamily.WRITE_BYTES, 1),
            new Statistic("rd_operations", VmFamily.READ_REQUESTS, 1),
            new Statistic("wr_operations", VmFamily.WRITE_REQUESTS, 1),
            new Statistic("flush_operations", VmFamily.FLUSH_REQUESTS, 1),
            new Statistic("rd_total_time_ns", VmFamily.READ_TIME, Answers.NANOS),
            new Statistic("wr_total_time_ns", VmFamily.WRITE_TIME, Answers.NANOS),
            new Statistic("flush_total_time_ns", VmFamily.FLUSH_TIME, Answers.NANOS));

    private BlockDevices() {}

    /** {@return the values of all devices, each by device and node} */
    static List<VmValue> read(QmpValue answer) {
        List<VmValue> values = new ArrayList<>();
        for (QmpObject device : Answers.objects(answer)) {
            String name = device(device);
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("device", name);
            labels.put("node", node(device, name));
            QmpObject statistics = device.object("stats").orElse(QmpObject.EMPTY);
            for (Statistic statistic : STATISTICS) {
                Answers.number(statistics, statistic.member)
                        .ifPresent(value -> values.add(VmValue.of(statistic.family, labels, value / statistic.parts)));
            }
        }
        return values;
    }

    /** {@return the name of the node} Empty if QEMU has made it up, which would be another one after each start. */
    private static String node(QmpObject device, String name) {
        String node = device.string("node-name").orElse("");
        return node.startsWith("#") && !name.isEmpty() ? "" : node;
    }

    /** {@return the id of the device, its path if it has none, or the name of its drive} */
    private static String device(QmpObject device) {
        String path = device.string("qdev").orElse("");
        if (path.startsWith(PERIPHERAL)) {
            String id = path.substring(PERIPHERAL.length());
            int slash = id.indexOf('/');
            return slash < 0 ? id : id.substring(0, slash);
        }
        String drive = device.string("device").orElse("");
        return drive.isEmpty() ? path : drive;
    }
}
