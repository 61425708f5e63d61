package io.qmp.schema.generator.naming;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The names of a file by what their paths lead to now. */
final class ResolvedNames {
    private final NameFile file;
    private final Map<String, String> types = new HashMap<>();
    /** By type, and then by value of the tag or kind of the alternate's branch. */
    private final Map<String, Map<String, String>> branches = new HashMap<>();

    private final List<String> unresolved = new ArrayList<>();

    /** Of two names for one thing the first counts, in the order of their paths. */
    ResolvedNames(NameFile file, TypeUsages uses, Layout layout) {
        this.file = file;
        file.names().forEach((path, name) -> {
            int end = path.indexOf('#');
            Optional<String> type =
                    uses.at(end < 0 ? path : path.substring(0, end)).filter(layout::isOwn);
            if (type.isEmpty()) {
                unresolved.add(path);
            } else if (end < 0) {
                types.putIfAbsent(type.get(), name);
            } else {
                branches.computeIfAbsent(type.get(), key -> new HashMap<>()).putIfAbsent(path.substring(end + 1), name);
            }
        });
    }

    Optional<String> entity(String wireName) {
        return file.name(wireName);
    }

    Optional<String> type(String key) {
        return Optional.ofNullable(types.get(key));
    }

    Map<String, String> branches(String union) {
        return branches.getOrDefault(union, Map.of());
    }

    Optional<String> branch(String alternate, String kind) {
        return Optional.ofNullable(branches(alternate).get(kind));
    }

    /** {@return all names but those of branches} */
    Stream<String> topLevel() {
        return file.names().entrySet().stream()
                .filter(entry -> !entry.getKey().contains("#"))
                .map(Map.Entry::getValue);
    }

    /** {@return the paths that lead nowhere, given the names of all commands and events} */
    List<String> unresolved(Set<String> entities) {
        return unresolved.stream().filter(path -> !entities.contains(path)).toList();
    }
}
