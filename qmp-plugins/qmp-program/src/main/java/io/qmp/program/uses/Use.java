package io.qmp.program.uses;

import io.qmp.api.schema.SchemaChange;
import io.qmp.api.schema.SchemaChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is used.
 *
 * @param text as it is shown
 * @param entity a command or an event
 * @param part {@code arg} if only the arguments are meant; else empty
 * @param names the names of the members that lead to it; none for all of the entity
 * @param value the value that is given there; empty if it is not known
 */
record Use(String text, String entity, String part, List<String> names, Optional<String> value) {
    /** {@return whether a difference touches it} */
    boolean isTouchedBy(SchemaChange change) {
        Place place = Place.of(change.path());
        if (!place.entity.equals(entity)) {
            return false;
        }
        boolean otherPart = !part.isEmpty() && !place.part.isEmpty() && !place.part.equals(part);
        if (otherPart) {
            return false;
        }
        if (place.names.isEmpty() && place.value.isEmpty() || names.isEmpty() && part.isEmpty()) {
            return true;
        }
        if (place.names.size() > names.size()) {
            return place.names.subList(0, names.size()).equals(names) && !part.equals("arg");
        }
        boolean above = names.subList(0, place.names.size()).equals(place.names) && !names.isEmpty();
        boolean atIt = place.names.size() == names.size();
        boolean otherValue = place.value.isPresent() && value.isPresent() && !place.value.equals(value);
        return above && (atIt ? !otherValue : change.kind() != Kind.ADDED && place.value.isEmpty());
    }

    /** A path of an introspection without branches of unions and alternates, which a use does not say. */
    private record Place(String entity, String part, List<String> names, Optional<String> value) {
        static Place of(String path) {
            int colon = path.indexOf(':');
            if (colon < 0) {
                return new Place(path, "", List.of(), Optional.empty());
            }
            String[] steps = path.substring(colon + 1).split("/");
            List<String> names = new ArrayList<>();
            Optional<String> value = Optional.empty();
            for (int i = 0; i < steps.length; i++) {
                String step = steps[i];
                int equals = step.indexOf('=');
                if (equals > 0) {
                    value = Optional.of(step.substring(equals + 1));
                    step = step.substring(0, equals);
                }
                if (i > 0 && !step.startsWith("=") && !step.startsWith("|")) {
                    names.add(step);
                }
            }
            return new Place(path.substring(0, colon), steps[0].split("=")[0], names, value);
        }
    }
}
