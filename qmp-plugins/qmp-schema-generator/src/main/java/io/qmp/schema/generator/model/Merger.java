package io.qmp.schema.generator.model;

import io.qmp.schema.generator.model.Availability.Step;
import io.qmp.schema.generator.model.TypeDraft.Part;
import io.qmp.schema.generator.model.TypeDraft.Root;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Merges the versions of a program, newest first.
 *
 * <p>Names of types are masked, so that types are paired by their paths: two versions have the same type at the same
 * path. Where two versions differ, the newer one counts if it can read the values of the older one; elements that only
 * older ones have are added.
 */
public final class Merger {
    private final List<String> labels;
    private final Map<String, TypeDraft> drafts = new LinkedHashMap<>();
    private final Map<String, Root> commands = new LinkedHashMap<>();
    private final Map<String, Root> events = new LinkedHashMap<>();

    private Merger(List<String> labels) {
        this.labels = labels;
    }

    /**
     * {@return all that the versions tell}
     *
     * @param versions in any order
     * @throws IllegalArgumentException if a version is there twice, or if values of a type of one version cannot be
     *     read as the type that a newer version has at the same path
     */
    public static MergedProgram merge(Collection<Version> versions) {
        List<Version> ordered = versions.stream().sorted().toList();
        for (int i = 1; i < ordered.size(); i++) {
            if (ordered.get(i).compareTo(ordered.get(i - 1)) == 0) {
                throw new IllegalArgumentException("version " + ordered.get(i).label() + " is there twice");
            }
        }
        Merger merger = new Merger(ordered.stream().map(Version::label).toList());
        for (int i = ordered.size() - 1; i >= 0; i--) {
            new VersionMerge(ordered.get(i), merger.drafts).addTo(merger.commands, merger.events);
        }
        return merger.program();
    }

    private MergedProgram program() {
        Map<String, Type> types = new LinkedHashMap<>();
        drafts.values().forEach(draft -> types.put(draft.key, type(draft)));
        return new MergedProgram(
                commands.values().stream()
                        .map(root -> new Entity.Command(
                                root.name(),
                                root.features(),
                                availability(labels, root.versions()),
                                root.arguments(),
                                root.result(),
                                root.allowOob()))
                        .toList(),
                events.values().stream()
                        .map(root -> new Entity.Event(
                                root.name(), root.features(), availability(labels, root.versions()), root.arguments()))
                        .toList(),
                types);
    }

    private Type type(TypeDraft draft) {
        return switch (draft.kind) {
            case BUILTIN -> new Type.Builtin(draft.key);
            case ARRAY -> new Type.Array(draft.key, draft.element);
            case ALTERNATE -> new Type.Alternate(draft.key, draft.features, List.copyOf(draft.branches));
            case ENUM ->
                new Type.Enumeration(
                        draft.key,
                        draft.features,
                        draft.parts.values().stream()
                                .map(part -> new Type.Value(
                                        part.name, part.features, availability(draft.versions, part.versions)))
                                .toList());
            case OBJECT ->
                new Type.ObjectType(
                        draft.key,
                        draft.features,
                        draft.parts.values().stream()
                                .map(part -> member(draft, part))
                                .filter(member -> !member.availability().former() || !inVariant(draft, member.name()))
                                .toList(),
                        draft.tag,
                        draft.variants.values().stream()
                                .map(part -> new Type.Variant(part.name, typeOf(part)))
                                .toList());
        };
    }

    private Type.Member member(TypeDraft owner, Part part) {
        Availability availability = availability(owner.versions, part.versions);
        return new Type.Member(
                part.name,
                typeOf(part),
                part.optional || availability.former(),
                part.onceOptional,
                part.features,
                availability);
    }

    /** Whether a member that all variants once had is one of some variants now. */
    private boolean inVariant(TypeDraft union, String member) {
        return union.variants.values().stream()
                .anyMatch(variant -> Objects.requireNonNull(drafts.get(typeOf(variant)))
                        .parts
                        .containsKey(member));
    }

    private static String typeOf(Part part) {
        return Objects.requireNonNull(part.type, part.name);
    }

    private Availability availability(Collection<String> owner, Set<String> versions) {
        List<String> all = labels.stream().filter(owner::contains).toList();
        int newestWith = lastIndex(all, versions::contains);
        int newestWithout = lastIndex(all.subList(0, newestWith + 1), label -> !versions.contains(label));
        return new Availability(
                newestWithout < 0 ? null : new Step(all.get(newestWithout + 1), all.get(newestWithout)),
                newestWith == all.size() - 1 ? null : new Step(all.get(newestWith), all.get(newestWith + 1)));
    }

    private static int lastIndex(List<String> labels, Predicate<String> condition) {
        int index = labels.size() - 1;
        while (index >= 0 && !condition.test(labels.get(index))) {
            index--;
        }
        return index;
    }
}
