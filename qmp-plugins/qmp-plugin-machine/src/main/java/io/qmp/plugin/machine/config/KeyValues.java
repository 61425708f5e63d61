package io.qmp.plugin.machine.config;

import io.qmp.api.schema.JsonType;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.schema.SchemaVisitor;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.options.Switches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts values that are texts to the types of a command's arguments: {@code size=5} to a number,
 * {@code read-only=on} to a boolean. A value that does not fit its type or is unknown stays a text, and fails when
 * the arguments are read.
 */
final class KeyValues {
    /** Numbers with suffixes, as command and path: the introspection does not tell them from others. */
    private static final Set<String> SIZES = Set.of(
            "object-add size",
            "object-add align",
            "object-add offset",
            "object-add hugetlbsize",
            "set-numa-node size",
            "set-numa-node bandwidth",
            "set-numa-node latency",
            "set-numa-node mem");

    private final Schema schema;
    private final String command;

    KeyValues(Schema schema, String command) {
        this.schema = schema;
        this.command = command;
    }

    /**
     * {@return arguments of the command}
     *
     * @param texts the same as objects and texts
     */
    QmpObject typed(QmpObject texts) {
        return typed("", schema.command(command).orElseThrow().argType(), texts);
    }

    private QmpObject typed(String path, String type, QmpObject texts) {
        Map<String, String> types = new HashMap<>();
        addMembers(type, texts, types);
        QmpObject.Builder typed = QmpObject.builder();
        texts.members().forEach((name, value) -> typed.put(name, typed(path + name, types.get(name), value)));
        return typed.build();
    }

    /** The members of an object, and the members of the case that its tag selects. */
    private void addMembers(String type, QmpObject texts, Map<String, String> types) {
        if (schema.entity(type).orElseThrow() instanceof SchemaInfo.ObjectType object) {
            object.members().forEach(member -> types.put(member.name(), member.type()));
            if (object.variants() != null && object.tag() != null) {
                String tag = texts.string(object.tag()).orElse("");
                object.variants().stream()
                        .filter(variant -> variant.caseName().equals(tag))
                        .forEach(variant -> addMembers(variant.type(), texts, types));
            }
        }
    }

    private QmpValue typed(String path, @Nullable String type, QmpValue value) {
        if (type == null) {
            return value;
        }
        SchemaInfo info = schema.entity(type).orElseThrow();
        if (value instanceof QmpObject object) {
            return info.accept(new OfObject(path, object));
        }
        return value instanceof QmpString text ? info.accept(new OfText(path, text)) : value;
    }

    /** What a text is: a number or a boolean where the type is one. */
    private final class OfText implements SchemaVisitor<QmpValue> {
        private final String path;
        private final QmpString text;

        OfText(String path, QmpString text) {
            this.path = path;
            this.text = text;
        }

        @Override
        public QmpValue builtin(SchemaInfo.Builtin type) {
            return scalar(path, type, text.value());
        }

        @Override
        public QmpValue other(SchemaInfo entity) {
            return text;
        }
    }

    /** What texts by keys are: an object, or a list. */
    private final class OfObject implements SchemaVisitor<QmpValue> {
        private final String path;
        private final QmpObject texts;

        OfObject(String path, QmpObject texts) {
            this.path = path;
            this.texts = texts;
        }

        @Override
        public QmpValue array(SchemaInfo.Array type) {
            return elements(path, type.elementType(), texts);
        }

        /** An object given for an alternate is of the alternate's branch for objects. */
        @Override
        public QmpValue alternate(SchemaInfo.AlternateType type) {
            return typed(
                    path + ".",
                    type.members().stream()
                            .map(SchemaInfo.AlternateMember::type)
                            .filter(branch -> schema.entity(branch).orElseThrow() instanceof SchemaInfo.ObjectType)
                            .findFirst()
                            .orElse(type.name()),
                    texts);
        }

        @Override
        public QmpValue other(SchemaInfo entity) {
            return typed(path + ".", entity.name(), texts);
        }
    }

    /** A list is written {@code list.0=…,list.1=…}. */
    private QmpArray elements(String path, String type, QmpObject texts) {
        List<QmpValue> elements = new ArrayList<>();
        for (QmpValue next = texts.get("0"); next != null; next = texts.get(Integer.toString(elements.size()))) {
            elements.add(typed(path + "." + elements.size(), type, next));
        }
        if (elements.size() != texts.members().size()) {
            throw new IllegalArgumentException("Parameter '" + path + "." + elements.size() + "' missing");
        }
        return new QmpArray(elements);
    }

    private QmpValue scalar(String path, SchemaInfo.Builtin type, String text) {
        if (type.jsonType().is(JsonType.INT)) {
            try {
                return QmpValue.of(Long.decode(text));
            } catch (NumberFormatException e) {
                if (SIZES.contains(command + " " + path)
                        && MemorySize.find(text, "B").isPresent()) {
                    return QmpValue.of(MemorySize.find(text, "B").get());
                }
                throw new IllegalArgumentException("Parameter '" + path + "' expects integer", e);
            }
        } else if (type.jsonType().is(JsonType.BOOLEAN)) {
            return QmpValue.of(Switches.isOn(path, text));
        }
        return QmpValue.of(text);
    }
}
