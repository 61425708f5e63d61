package io.qmp.plugin.machine.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds objects by their paths. A path that begins with a slash begins at the root. Any other is partial: it may
 * begin at any object, and is ambiguous if it leads to objects in several ways. Steps are children and links.
 *
 * @param root where absolute paths begin
 */
public record QomTree(QomObject root) {
    /**
     * The result of a search.
     *
     * @param objects one for each way in which the path leads to an object
     */
    public record Found(List<QomObject> objects) {
        /** {@return the object, if there is exactly one way to one} */
        public Optional<QomObject> found() {
            return objects.size() == 1 ? Optional.of(objects.get(0)) : Optional.empty();
        }

        /** {@return whether there are several ways} */
        public boolean isAmbiguous() {
            return objects.size() > 1;
        }
    }

    /** {@return the objects at a path} */
    public Found resolve(String path) {
        List<String> parts =
                Stream.of(path.split("/")).filter(part -> !part.isEmpty()).toList();
        if (path.startsWith("/")) {
            return new Found(follow(root, parts).stream().toList());
        }
        List<QomObject> found = new ArrayList<>();
        collect(root, parts, found);
        return new Found(found);
    }

    private void collect(QomObject from, List<String> parts, List<QomObject> found) {
        follow(from, parts).ifPresent(found::add);
        from.children().forEach(child -> collect(child, parts, found));
    }

    private Optional<QomObject> follow(QomObject from, List<String> parts) {
        Optional<QomObject> reached = Optional.of(from);
        for (String part : parts) {
            reached = reached.flatMap(object -> object.child(part).or(() -> target(object, part)));
        }
        return reached;
    }

    private Optional<QomObject> target(QomObject object, String link) {
        return object.property(link)
                .filter(property -> property.type().startsWith("link<"))
                .flatMap(property -> object.text(link))
                .filter(path -> path.startsWith("/"))
                .flatMap(path -> resolve(path).found());
    }
}
