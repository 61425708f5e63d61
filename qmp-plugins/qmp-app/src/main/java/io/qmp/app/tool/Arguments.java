package io.qmp.app.tool;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.option.OptionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
     *     object, {@code [N]} into an array
     * @throws OptionException if one is of another form
     */
    QmpObject words(List<String> words) {
        return words(words, Set.of());
    }

    /**
     * {@return the arguments that words stand for}
     *
     * @param words {@code key=value}
     * @param strings the keys whose values are strings, whatever they look like
     * @throws OptionException if one is of another form
     */
    QmpObject words(List<String> words, Set<String> strings) {
        Node root = new Node();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new OptionException("'" + word + "' is not of the form key=value");
            }
            String key = word.substring(0, equals);
            String text = word.substring(equals + 1);
            root.put(steps(key), word, strings.contains(key) ? QmpValue.of(text) : value(text));
        }
        return root.toObject();
    }

    /** {@return the keys of the words whose values are no strings} */
    List<String> literals(List<String> words) {
        List<String> keys = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (!(value(word.substring(equals + 1)) instanceof QmpString)) {
                keys.add(word.substring(0, equals));
            }
        }
        return keys;
    }

    /** {@return the steps of a key: names, and {@code [N]} for elements of arrays} */
    private static List<String> steps(String key) {
        List<String> steps = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '.' || c == '[' && i > start) {
                steps.add(key.substring(start, i));
                start = c == '.' ? i + 1 : i;
            }
        }
        steps.add(key.substring(start));
        return steps;
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

        /** {@return the value} It is an array if all keys are those of elements, in their order. */
        QmpValue toValue() {
            List<String> keys = new ArrayList<>(children.keySet());
            keys.addAll(values.keySet());
            if (!keys.get(0).startsWith("[")) {
                return toObject();
            }
            List<QmpValue> elements = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                String key = "[" + i + "]";
                Node child = children.get(key);
                QmpValue element = child == null ? values.get(key) : child.toValue();
                if (element == null) {
                    throw new OptionException(
                            "an array has the elements [0], [1] and so on, and " + key + " is missing");
                }
                elements.add(element);
            }
            return new QmpArray(elements);
        }

        QmpObject toObject() {
            QmpObject.Builder object = QmpObject.builder();
            values.forEach(object::put);
            children.forEach((key, child) -> object.put(key, child.toValue()));
            return object.build();
        }
    }
}
