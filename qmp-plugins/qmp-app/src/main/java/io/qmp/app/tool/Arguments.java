package io.qmp.app.tool;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.option.OptionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a command's arguments as {@code exec} takes them. */
final class Arguments {
    private final WireCodec codec;

    Arguments(WireCodec codec) {
        this.codec = codec;
    }

    /**
     * {@return the arguments that words stand for}
     *
     * @param words {@code key=value}. A value is JSON where it can be, else a string; a dot in a key leads into an
     *     object
     * @throws OptionException if one is of another form
     */
    QmpObject words(List<String> words) {
        Node root = new Node();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new OptionException("'" + word + "' is not of the form key=value");
            }
            root.put(List.of(word.substring(0, equals).split("\\.", -1)), word, value(word.substring(equals + 1)));
        }
        return root.toObject();
    }

    private QmpValue value(String text) {
        try {
            return codec.parse(text);
        } catch (IllegalArgumentException e) {
            return QmpValue.of(text);
        }
    }

    /**
     * {@return the arguments that a text of JSON stands for}
     *
     * @throws OptionException if it is no object
     */
    QmpObject json(String text) {
        try {
            if (codec.parse(text) instanceof QmpObject object) {
                return object;
            }
            throw new OptionException("arguments are a JSON object, not " + text);
        } catch (IllegalArgumentException e) {
            throw new OptionException("'" + text + "' is not JSON: " + e.getMessage());
        }
    }

    /** An object that is being put together. */
    private static final class Node {
        private final Map<String, QmpValue> values = new LinkedHashMap<>();
        private final Map<String, Node> children = new LinkedHashMap<>();

        void put(List<String> path, String word, QmpValue value) {
            String key = path.get(0);
            boolean last = path.size() == 1;
            if (values.containsKey(key) || last && children.containsKey(key)) {
                throw new OptionException("'" + word + "' contradicts an argument before it");
            }
            if (last) {
                values.put(key, value);
            } else {
                children.computeIfAbsent(key, name -> new Node()).put(path.subList(1, path.size()), word, value);
            }
        }

        QmpObject toObject() {
            QmpObject.Builder object = QmpObject.builder();
            values.forEach(object::put);
            children.forEach((key, child) -> object.put(key, child.toObject()));
            return object.build();
        }
    }
}
