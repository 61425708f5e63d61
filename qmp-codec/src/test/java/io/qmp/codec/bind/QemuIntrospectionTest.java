package io.qmp.codec.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Introspection as QEMU 10.0 answers it: an excerpt of its answer, and Java types that describe the same. */
class QemuIntrospectionTest {
    private final RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);

    @Test
    void typesThatDescribeTheSameAreToldAsTheSame() throws IOException {
        List<CommandBinding<?, ?>> commands = List.of(
                binder.command(Qemu.Eject.class),
                binder.command(Qemu.BitmapMerge.class),
                binder.command(Qemu.JobChange.class),
                binder.command(Qemu.SetCapabilities.class),
                binder.command(Qemu.MigrateIncoming.class),
                binder.command(Qemu.QuerySchema.class),
                binder.command(Qemu.QueryMemory.class));
        QmpValue told = binder.write(
                binder.introspect(commands, List.of(), TypeNames.MASKED).entities());

        assertThat(((QmpArray) told).elements()).containsExactlyElementsOf(new Excerpt(entities()).inOrderOfMention());
    }

    private static List<QmpObject> entities() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(QemuIntrospectionTest.class.getResourceAsStream("introspection.json"))) {
            QmpValue entities = JsonText.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            return ((QmpArray) entities)
                    .elements().stream().map(QmpObject.class::cast).toList();
        }
    }

    /** Orders and numbers entities as QEMU would if there were no others. */
    private static final class Excerpt {
        private final Map<String, QmpObject> byName = new HashMap<>();
        private final Set<String> mentioned = new LinkedHashSet<>();
        private final Map<String, String> numbers = new HashMap<>();

        Excerpt(List<QmpObject> entities) {
            for (QmpObject entity : entities) {
                byName.put(text(entity, "name"), entity);
                if (text(entity, "meta-type").equals("command")) {
                    mentioned.add(text(entity, "name"));
                }
            }
        }

        List<QmpObject> inOrderOfMention() {
            List<QmpObject> told = new ArrayList<>();
            while (told.size() < mentioned.size()) {
                String next = List.copyOf(mentioned).get(told.size());
                told.add(renamed(Objects.requireNonNull(byName.get(next))));
            }
            return told;
        }

        private QmpObject renamed(QmpObject entity) {
            QmpObject.Builder renamed = QmpObject.builder();
            for (String reference : List.of("arg-type", "ret-type", "element-type")) {
                if (entity.get(reference) != null) {
                    renamed.put(reference, QmpValue.of(mention(text(entity, reference))));
                }
            }
            for (String list : List.of("members", "variants")) {
                if (entity.get(list) instanceof QmpArray parts) {
                    renamed.put(
                            list,
                            new QmpArray(parts.elements().stream()
                                    .map(this::renamedPart)
                                    .toList()));
                }
            }
            renamed.put("name", QmpValue.of(mention(text(entity, "name"))));
            entity.members().forEach(renamed::add);
            return renamed.build();
        }

        private QmpValue renamedPart(QmpValue part) {
            if (((QmpObject) part).get("type") == null) {
                return part;
            }
            QmpObject.Builder renamed = QmpObject.builder();
            renamed.put("type", QmpValue.of(mention(text((QmpObject) part, "type"))));
            ((QmpObject) part).members().forEach(renamed::add);
            return renamed.build();
        }

        private String mention(String type) {
            mentioned.add(type);
            if (type.startsWith("[")) {
                return "[" + mention(type.substring(1, type.length() - 1)) + "]";
            }
            return Character.isDigit(type.charAt(0))
                    ? numbers.computeIfAbsent(type, first -> Integer.toString(numbers.size()))
                    : type;
        }

        private static String text(QmpObject object, String member) {
            return ((QmpString) Objects.requireNonNull(object.get(member))).value();
        }
    }
}
