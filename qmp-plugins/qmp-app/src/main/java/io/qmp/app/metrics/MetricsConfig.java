package io.qmp.app.metrics;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.option.FileFailure;
import io.qmp.app.option.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of {@code --config}, such as
 * {@code {"labels": {"site": "a"}, "period": 15, "vms": [{"address": "unix:/run/web.qmp", "name": "web"}]}}.
 *
 * @param vms virtual machines
 * @param watch directories or patterns of sockets
 * @param labels of all virtual machines
 */
public record MetricsConfig(
        List<Vm> vms,
        List<String> watch,
        Map<String, String> labels,
        Optional<Duration> period,
        Optional<Duration> deadline) {
    /** No file. */
    public static final MetricsConfig NONE =
            new MetricsConfig(List.of(), List.of(), Map.of(), Optional.empty(), Optional.empty());

    /**
     * A virtual machine.
     *
     * @param address as on the command line
     * @param name its value of the label {@code vm}; empty for one by its address
     * @param labels more labels
     */
    public record Vm(String address, Optional<String> name, Map<String, String> labels) {}

    /**
     * {@return what a file says}
     *
     * @throws OptionException if it cannot be read, or is not of its form; the message has the place
     */
    public static MetricsConfig read(String file, WireCodec codec) {
        try {
            return parse(Files.readString(Path.of(file)), codec);
        } catch (IOException e) {
            throw new OptionException(file + " cannot be read: " + FileFailure.reason(e));
        } catch (OptionException e) {
            throw new OptionException(file + ": " + e.getMessage());
        }
    }

    static MetricsConfig parse(String json, WireCodec codec) {
        QmpObject file = object(OptionException.translate(() -> codec.parse(json)), "the whole");
        only(file, "", Set.of("vms", "watch", "labels", "period", "deadline"));
        List<Vm> vms = new ArrayList<>();
        for (QmpValue vm : array(file.get("vms"), "vms")) {
            vms.add(vm(vm, "vms[" + vms.size() + "]"));
        }
        List<String> watch = new ArrayList<>();
        for (QmpValue pattern : array(file.get("watch"), "watch")) {
            watch.add(text(pattern, "watch[" + watch.size() + "]"));
        }
        return new MetricsConfig(vms, watch, labels(file, ""), seconds(file, "period"), seconds(file, "deadline"));
    }

    private static Vm vm(QmpValue value, String place) {
        QmpObject vm = object(value, place);
        only(vm, place + ".", Set.of("address", "name", "labels"));
        QmpValue name = vm.get("name");
        return new Vm(
                text(vm.get("address"), place + ".address"),
                name == null ? Optional.empty() : Optional.of(text(name, place + ".name")),
                labels(vm, place + "."));
    }

    private static Map<String, String> labels(QmpObject of, String place) {
        Map<String, String> labels = new LinkedHashMap<>();
        QmpValue declared = of.get("labels");
        if (declared != null) {
            object(declared, place + "labels")
                    .members()
                    .forEach((name, text) -> labels.put(Labels.checked(name), text(text, place + "labels." + name)));
        }
        return labels;
    }

    private static Optional<Duration> seconds(QmpObject file, String member) {
        QmpValue value = file.get(member);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof QmpLong number && number.value() > 0 && number.value() <= Integer.MAX_VALUE) {
            return Optional.of(Duration.ofSeconds(number.value()));
        }
        throw new OptionException(member + ": must be a number of seconds");
    }

    private static List<QmpValue> array(@Nullable QmpValue value, String place) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof QmpArray array) {
            return array.elements();
        }
        throw new OptionException(place + ": must be an array");
    }

    private static QmpObject object(QmpValue value, String place) {
        if (value instanceof QmpObject object) {
            return object;
        }
        throw new OptionException(place + ": must be an object");
    }

    private static String text(@Nullable QmpValue value, String place) {
        if (value instanceof QmpString text) {
            return text.value();
        }
        throw new OptionException(place + (value == null ? ": is missing" : ": must be a string"));
    }

    private static void only(QmpObject object, String place, Set<String> known) {
        for (String member : object.members().keySet()) {
            if (!known.contains(member)) {
                throw new OptionException(place + member + ": is unknown here");
            }
        }
    }
}
