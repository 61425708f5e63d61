package io.qmp.schema.generator.naming;

import io.qmp.schema.generator.naming.Layout.Branch;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of the cases of one union; the Java type of a case is called after the union and the case. */
final class BranchNames {
    private static final String PLAIN = "Plain";
    private static final String UNKNOWN = "Unknown";

    private final Map<String, String> locked;
    private final Map<String, String> chosen;
    private final Predicate<String> isFree;
    private final Map<Branch, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>(Set.of(PLAIN, UNKNOWN));

    /**
     * Names the branches of a union.
     *
     * @param branches the branches
     * @param locked the names in the lock file, by values of the tag
     * @param chosen the names in the table, by values of the tag
     * @param isFree whether no other Java type has the name that follows from a case's name
     */
    BranchNames(
            List<Branch> branches, Map<String, String> locked, Map<String, String> chosen, Predicate<String> isFree) {
        this.locked = locked;
        this.chosen = chosen;
        this.isFree = isFree;
        // Values may have moved between branches since the lock was written: a name stays with most of its values.
        branches.stream()
                .sorted(Comparator.comparingLong(
                        branch -> -votes(branch).map(Map.Entry::getValue).orElse(0L)))
                .forEach(branch -> {
                    String name = branch.type().isEmpty()
                            ? PLAIN
                            : name(branch, votes(branch).map(Map.Entry::getKey));
                    taken.add(name);
                    names.put(branch, name);
                });
    }

    private String name(Branch branch, Optional<String> lockedName) {
        return lockedName
                .filter(name -> !taken.contains(name))
                .or(() -> branch.values().stream()
                        .filter(chosen::containsKey)
                        .map(chosen::get)
                        .findFirst())
                .orElseGet(() -> byRule(branch));
    }

    /** The locked name that most of a branch's values have, and how many have it. */
    private Optional<Map.Entry<String, Long>> votes(Branch branch) {
        return branch.values().stream()
                .filter(locked::containsKey)
                .collect(Collectors.groupingBy(locked::get, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
    }

    /** What the values have in common, or else the first value that gives a name. */
    private String byRule(Branch branch) {
        Words common = branch.values().stream()
                .map(value -> Words.of(Words.withoutDomain(value)))
                .reduce(Words::common)
                .orElseThrow();
        Stream<String> first =
                branch.values().stream().map(value -> Words.of(value).upperCamel());
        return Stream.concat(Stream.of(common.isEmpty() ? "Generic" : common.upperCamel()), first)
                .flatMap(name -> Stream.of(name, name + "Case"))
                .filter(name -> !taken.contains(name) && isFree.test(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no name is left for the cases " + branch.values()));
    }

    /** {@return the names of all branches} */
    Collection<String> all() {
        return names.values();
    }

    String name(Branch branch) {
        return Objects.requireNonNull(names.get(branch), branch.type());
    }

    /** {@return the names by values of the tag, without the branch without members, whose name is fixed} */
    Map<String, String> byValue() {
        Map<String, String> byValue = new HashMap<>();
        names.forEach((branch, name) -> {
            if (!branch.type().isEmpty()) {
                branch.values().forEach(value -> byValue.put(value, name));
            }
        });
        return byValue;
    }
}
