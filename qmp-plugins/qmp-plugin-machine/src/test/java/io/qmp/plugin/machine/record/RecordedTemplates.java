package io.qmp.plugin.machine.record;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The devices that can be plugged in, each alone on a machine of its own, and the objects that users can create. What
 * needs something else gets it; its traces are removed from the record.
 */
final class RecordedTemplates {
    private static final List<String> MACHINE = List.of("-machine", "q35,accel=tcg", "-m", "128");
    private static final int WORKERS = 8;
    private static final Pattern NO_BUS = Pattern.compile("No '([^']+)' bus found for device.*");
    private static final Pattern NO_VALUE =
            Pattern.compile("\t(?:drive|chardev|memdev|cryptodev|canbus|serial|chassis_nr|size|data|guest-cid)\t\t.*");

    /** What makes a bus. */
    private static final Map<String, List<String>> CONTROLLERS = Map.of(
            "usb-bus", List.of("-device", "qemu-xhci"),
            "SCSI", List.of("-device", "virtio-scsi-pci"),
            "virtio-serial-bus", List.of("-device", "virtio-serial-pci"),
            "HDA", List.of("-device", "intel-hda"),
            "ccid-bus", List.of("-device", "qemu-xhci", "-device", "usb-ccid"),
            "sd-bus", List.of("-device", "sdhci-pci"),
            "nvme-bus", List.of("-device", "nvme,serial=s"));

    /** What devices need: a property, its value, and what makes it. */
    static final Map<String, List<String>> NEEDS = new TreeMap<>(Map.of(
            "drive", List.of("n0", "-blockdev", "null-co,node-name=n0,read-zeroes=on,size=1048576"),
            "chardev", List.of("c0", "-chardev", "null,id=c0"),
            "memdev", List.of("m0", "-object", "memory-backend-ram,id=m0,size=16M"),
            "cryptodev", List.of("y0", "-object", "cryptodev-backend-builtin,id=y0"),
            "canbus", List.of("b0", "-object", "can-bus,id=b0"),
            "serial", List.of("s"),
            "chassis_nr", List.of("1"),
            "guest-cid", List.of("3")));

    /** Properties with which objects may be created that cannot be without. */
    private static final List<QmpObject> PROPERTIES = List.of(
            QmpObject.EMPTY,
            QmpObject.of("size", QmpValue.of(1048576)),
            QmpObject.of("data", QmpValue.of("x")),
            QmpObject.of("policy", QmpValue.of("deny"), "identity", QmpValue.of("x")));

    private final String command;
    private final RecordedTypes types;
    private final List<String> lines = new ArrayList<>();

    RecordedTemplates(String command, RecordedTypes types) {
        this.command = command;
        this.types = types;
        Map<String, String> refused = refusedByARunningMachine();
        List<String> devices = new ArrayList<>(types.creatable("device"));
        devices.removeAll(types.creatable("cpu"));
        types.creatable("cpu").forEach(cpu -> lines.add("=" + Lines.of(cpu, "", refused.getOrDefault(cpu, ""))));
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        List<Future<List<String>>> found = Stream.concat(
                        devices.stream().map(type -> (Callable<List<String>>) () -> device(type)),
                        types.creatable("user-creatable").stream().map(type -> () -> object(type)))
                .map(workers::submit)
                .toList();
        found.forEach(each -> lines.addAll(result(each)));
        workers.shutdown();
        refused.forEach((type, text) -> {
            if (text.endsWith("expects a pluggable device type")
                    || text.equals("Device '" + type + "' does not support hotplugging")) {
                types.isColdPluggedOnly(type);
            }
        });
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the record} */
    List<String> lines() {
        return lines;
    }

    private List<String> device(String type) {
        Attempt plain = attempt(type, "", List.of("-device", type + ",id=d0"));
        if (plain.failure().isEmpty()) {
            return plain.lines();
        }
        Matcher noBus = NO_BUS.matcher(plain.failure());
        List<String> more = new ArrayList<>();
        Attempt onBus = plain;
        if (noBus.matches()) {
            more.addAll(CONTROLLERS.getOrDefault(noBus.group(1), List.of()));
            if (more.isEmpty()) {
                return List.of();
            }
            onBus = attempt(type, "", with(more, type + ",id=d0"));
            if (onBus.failure().isEmpty()) {
                return onBus.lines();
            }
        }
        StringBuilder device = new StringBuilder(type + ",id=d0");
        NEEDS.forEach((property, need) -> {
            if (types.property(type, property).isPresent()) {
                more.addAll(need.subList(1, need.size()));
                device.append(',').append(property).append('=').append(need.get(0));
            }
        });
        Attempt complete = attempt(type, onBus.failure(), with(more, device.toString()));
        return complete.failure().isEmpty() ? complete.lines() : List.of("=" + Lines.of(type, "", onBus.failure()));
    }

    /** A device that was recorded, or else the error. */
    private record Attempt(List<String> lines, String failure) {}

    private static List<String> with(List<String> options, String device) {
        return Stream.concat(options.stream(), Stream.of("-device", device)).toList();
    }

    private Attempt attempt(String type, String failure, List<String> options) {
        try {
            List<String> recorded = new ArrayList<>(List.of("=" + Lines.of(type, "", failure)));
            recorded.addAll(record(() -> start(options), "/machine/peripheral/d0"));
            return new Attempt(recorded, "");
        } catch (QemuRefusal e) {
            return new Attempt(List.of(), e.text().replaceFirst("^.*?qemu-system-x86_64: (?:-device [^ ]*: )?", ""));
        }
    }

    private List<String> record(Supplier<RecordedQemu> start, String path) {
        return RecordedObjects.lines(start, types, path).stream()
                .filter(line -> !NO_VALUE.matcher(line).matches())
                .toList();
    }

    private RecordedQemu start(List<String> options) {
        return RecordedQemu.start(
                command, Stream.concat(MACHINE.stream(), options.stream()).toList());
    }

    private List<String> object(String type) {
        for (QmpObject properties : PROPERTIES) {
            QmpObject.Builder arguments =
                    QmpObject.builder().put("qom-type", QmpValue.of(type)).put("id", QmpValue.of("d0"));
            properties.members().forEach(arguments::put);
            QmpObject object = arguments.build();
            try {
                List<String> recorded = new ArrayList<>(List.of("=" + type));
                recorded.addAll(record(() -> start(object), "/objects/d0"));
                return recorded;
            } catch (QemuRefusal e) {
                continue; // needs something else
            }
        }
        return List.of();
    }

    private RecordedQemu start(QmpObject object) {
        RecordedQemu qemu = start(List.of());
        try {
            qemu.ask("object-add", object);
        } catch (QemuRefusal e) {
            qemu.close();
            throw e;
        }
        return qemu;
    }

    /** {@return the errors of plugging devices without properties into a running machine} */
    private Map<String, String> refusedByARunningMachine() {
        Map<String, String> refused = new LinkedHashMap<>();
        RecordedQemu qemu = start(List.of());
        for (String type : types.creatable("device")) {
            try {
                qemu.ask("device_add", QmpObject.of("driver", QmpValue.of(type)));
            } catch (QemuRefusal e) {
                if (e.kind().equals("Ended")) {
                    qemu = start(List.of());
                } else {
                    refused.put(type, e.text());
                }
            }
        }
        qemu.close();
        return refused;
    }
}
