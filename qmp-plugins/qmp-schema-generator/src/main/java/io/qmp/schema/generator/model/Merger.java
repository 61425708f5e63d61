package io.qmp.schema.generator.model;

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
 * path. Where two versions differ, the newer one counts; elements that only older ones have are added.
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
     * @param versions oldest first
     */
    public static MergedProgram merge(List<Version> versions) {
        Merger merger = new Merger(versions.stream().map(Version::label).toList());
        for (int i = versions.size() - 1; i >= 0; i--) {
            new VersionMerge(versions.get(i), merger.drafts).addTo(merger.commands, merger.events);
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
                part.name, typeOf(part), part.optional || availability.former(), part.features, availability);
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
        boolean former = newestWith < all.size() - 1;
        int lacking = lastIndex(all.subList(0, newestWith + 1), label -> !versions.contains(label));
        return lacking < 0 && !former
                ? Availability.ALWAYS
                : new Availability(lacking < 0 ? null : all.get(lacking), former ? all.get(newestWith) : null);
    }

    private static int lastIndex(List<String> labels, Predicate<String> condition) {
        int index = labels.size() - 1;
        while (index >= 0 && !condition.test(labels.get(index))) {
            index--;
        }
        return index;
    }
}
