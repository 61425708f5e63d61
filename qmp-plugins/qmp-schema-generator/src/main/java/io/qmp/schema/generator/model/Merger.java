package io.qmp.schema.generator.model;

import io.qmp.schema.generator.model.Draft.Part;
import io.qmp.schema.generator.model.Draft.Root;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Puts the versions of a program together, newest first.
 *
 * <p>Names of types mean nothing across versions, so types are paired by where they are used: what one version has at some place
 * is what another has there. Where two versions differ, the newer one counts; what only older ones have is added.
 */
public final class Merger {
    private final List<String> labels;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
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
    public static Program merge(List<Version> versions) {
        Merger merger = new Merger(versions.stream().map(Version::label).toList());
        for (int i = versions.size() - 1; i >= 0; i--) {
            new Addition(versions.get(i), merger.drafts).addTo(merger.commands, merger.events);
        }
        return merger.program();
    }

    private Program program() {
        Map<String, Type> types = new LinkedHashMap<>();
        drafts.values().forEach(draft -> types.put(draft.key, type(draft)));
        return new Program(
                commands.values().stream()
                        .map(root -> new Entity.Command(
                                root.name(),
                                root.features(),
                                absence(labels, root.versions()),
                                root.arguments(),
                                root.result(),
                                root.allowOob()))
                        .toList(),
                events.values().stream()
                        .map(root -> new Entity.Event(
                                root.name(), root.features(), absence(labels, root.versions()), root.arguments()))
                        .toList(),
                types);
    }

    private Type type(Draft draft) {
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
                                        part.name, part.features, absence(draft.versions, part.versions)))
                                .toList());
            case OBJECT ->
                new Type.ObjectType(
                        draft.key,
                        draft.features,
                        draft.parts.values().stream()
                                .map(part -> member(draft, part))
                                .filter(member -> !member.absence().former() || !inVariant(draft, member.name()))
                                .toList(),
                        draft.tag,
                        draft.variants.values().stream()
                                .map(part -> new Type.Variant(part.name, typeOf(part)))
                                .toList());
        };
    }

    private Type.Member member(Draft owner, Part part) {
        Absence absence = absence(owner.versions, part.versions);
        return new Type.Member(part.name, typeOf(part), part.optional || absence.former(), part.features, absence);
    }

    /** Whether a member that all variants once had is one of some variants now. */
    private boolean inVariant(Draft union, String member) {
        return union.variants.values().stream()
                .anyMatch(variant -> Objects.requireNonNull(drafts.get(typeOf(variant)))
                        .parts
                        .containsKey(member));
    }

    private static String typeOf(Part part) {
        return Objects.requireNonNull(part.type, part.name);
    }

    private Absence absence(Collection<String> owner, Set<String> versions) {
        List<String> lacking = labels.stream()
                .filter(label -> owner.contains(label) && !versions.contains(label))
                .toList();
        String newest = labels.stream()
                .filter(owner::contains)
                .reduce((older, newer) -> newer)
                .orElseThrow();
        return lacking.isEmpty() ? Absence.NONE : new Absence(lacking, !versions.contains(newest));
    }
}
