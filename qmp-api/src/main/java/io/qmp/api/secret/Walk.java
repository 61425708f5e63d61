package io.qmp.api.secret;

import io.qmp.api.secret.CommandPlaces.NestedCommands;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpNumber;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through one value and hides what is secret in it. What has no secrets stays the same object.
 *
 * <p>Goes to a depth of {@value #DEEPEST} and hides what is below, so that no value can exhaust the stack.
 */
final class Walk {
    static final QmpString HIDDEN = QmpValue.of(SecretText.HIDDEN);

    private static final int DEEPEST = 200;

    private final SecretPlaces places;
    private final SecretText text;
    private final CommandPlaces command;
    private final Set<String> secretPaths;
    private final List<String> found = new ArrayList<>();

    private Walk(SecretPlaces places, SecretText text, CommandPlaces command, Set<String> secretPaths) {
        this.places = places;
        this.text = text;
        this.command = command;
        this.secretPaths = secretPaths;
    }

    static Walk throughArguments(SecretPlaces places, SecretText text, CommandPlaces command) {
        return new Walk(places, text, command, command.arguments);
    }

    static Walk throughResult(SecretPlaces places, SecretText text, CommandPlaces command) {
        return new Walk(places, text, command, command.results);
    }

    static Walk throughEvent(SecretPlaces places, SecretText text) {
        return new Walk(places, text, CommandPlaces.UNLISTED, Set.of());
    }

    QmpObject through(QmpObject object) {
        return object(object, CommandPlaces.ALL, 0);
    }

    QmpValue through(QmpValue value) {
        return value(value, CommandPlaces.ALL, 0);
    }

    /** What was hidden so far, as texts. */
    List<String> found() {
        return found;
    }

    private QmpValue value(QmpValue value, String path, int depth) {
        if (secretPaths.contains(path) || depth > DEEPEST) {
            return hide(value);
        }
        if (value instanceof QmpObject object) {
            return path.equals(command.nested.path()) ? nested(object, depth) : object(object, path, depth);
        }
        if (value instanceof QmpArray array) {
            return array(array, path, depth);
        }
        return value instanceof QmpString string ? string(string, path) : value;
    }

    private QmpObject object(QmpObject object, String path, int depth) {
        boolean secretProperty = namesSecretProperty(object);
        QmpObject.Builder shown = QmpObject.builder();
        boolean[] changed = {false};
        object.members().forEach((name, value) -> {
            String place = path.isEmpty() ? name : path + '.' + name;
            boolean secret = secretProperty && name.equals("value")
                    || places.members().contain(name) && !command.plain.contains(place);
            QmpValue seen = secret ? hide(value) : value(value, place, depth + 1);
            changed[0] |= seen != value;
            shown.add(name, seen);
        });
        return changed[0] ? shown.build() : object;
    }

    /** Whether its member {@code value} is the value of a secret property. */
    private boolean namesSecretProperty(QmpObject object) {
        return object.get("value") != null
                && (isSecretProperty(object.string("property")) || isSecretProperty(object.string("name")));
    }

    private boolean isSecretProperty(Optional<String> name) {
        return name.filter(places.properties()::contain).isPresent();
    }

    private QmpValue array(QmpArray array, String path, int depth) {
        List<QmpValue> shown = new ArrayList<>(array.elements().size());
        boolean changed = false;
        for (QmpValue element : array.elements()) {
            QmpValue seen = value(element, path, depth + 1);
            changed |= seen != element;
            shown.add(seen);
        }
        return changed ? new QmpArray(shown) : array;
    }

    private QmpValue string(QmpString string, String path) {
        if (path.equals(command.line)) {
            return places.isHarmless(string.value()) ? string : hide(string);
        }
        String shown = text.hide(string.value());
        return shown.equals(string.value()) ? string : QmpValue.of(shown);
    }

    /** A command within the arguments of another. */
    private QmpObject nested(QmpObject inner, int depth) {
        NestedCommands members = command.nested;
        QmpObject shown = object(inner, members.path(), depth);
        QmpValue arguments = shown.get(members.arguments());
        if (arguments == null) {
            return shown;
        }
        Walk walk = throughArguments(
                places, text, places.of(inner.string(members.name()).orElse("")));
        QmpValue seen = walk.value(arguments, CommandPlaces.ALL, depth + 1);
        found.addAll(walk.found);
        if (seen == arguments) {
            return shown;
        }
        QmpObject.Builder with = QmpObject.builder();
        shown.members().forEach((name, value) -> with.add(name, name.equals(members.arguments()) ? seen : value));
        return with.build();
    }

    private QmpValue hide(QmpValue value) {
        remember(value, 0);
        return HIDDEN;
    }

    private void remember(QmpValue value, int depth) {
        if (value instanceof QmpString string) {
            found.add(string.value());
        } else if (value instanceof QmpNumber number) {
            found.add(number.toString());
        } else if (value instanceof QmpObject object && depth < DEEPEST) {
            object.members().values().forEach(member -> remember(member, depth + 1));
        } else if (value instanceof QmpArray array && depth < DEEPEST) {
            array.elements().forEach(element -> remember(element, depth + 1));
        }
    }
}
