package io.qmp.plugin.machine.query;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The features that a virtio device offers: named ones, in two lists, and the bits of others. */
final class VirtioFeatures {
    private static final String UNKNOWN = "unknown-dev-features";

    private final Map<String, List<QmpValue>> names = new LinkedHashMap<>();
    private long unknown;

    /** Has the features of an answer of QEMU. */
    VirtioFeatures(QmpObject recorded) {
        for (String list : List.of("transports", "dev-features")) {
            if (recorded.get(list) instanceof QmpArray array) {
                names.put(list, new ArrayList<>(array.elements()));
            }
        }
        unknown = bits(recorded);
    }

    private static long bits(QmpObject features) {
        return features.integer(UNKNOWN).orElse(0);
    }

    /** Adds features that are not there yet, or takes them away. */
    void turn(QmpObject features, boolean on) {
        unknown = on ? unknown | bits(features) : unknown & ~bits(features);
        names.forEach((list, present) -> {
            if (features.get(list) instanceof QmpArray array) {
                if (on) {
                    array.elements().stream()
                            .filter(name -> !present.contains(name))
                            .forEach(present::add);
                } else {
                    present.removeAll(array.elements());
                }
            }
        });
    }

    QmpObject toObject() {
        QmpObject.Builder features = QmpObject.builder();
        names.forEach((list, present) -> features.put(list, new QmpArray(present)));
        if (unknown != 0) {
            features.put(UNKNOWN, new QmpLong(unknown));
        }
        return features.build();
    }
}
