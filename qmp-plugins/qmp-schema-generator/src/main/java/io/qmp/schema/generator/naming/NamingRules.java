package io.qmp.schema.generator.naming;

import io.qmp.schema.generator.model.MergedProgram;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.TypeUsages.Kind;
import io.qmp.schema.generator.naming.TypeUsages.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes names of types from where they are used. Types that refer to a type must be named before it. */
final class NamingRules {
    /** Last words of names that say nothing about what belongs to the type. */
    private static final Set<String> SUFFIXES = Set.of("info", "arguments", "options", "event", "item", "result");

    private final MergedProgram program;
    private final TypeUsages uses;
    /** What names of members begin with, by the key of the type they are members of. */
    private final Map<String, Words> stems = new HashMap<>();

    NamingRules(MergedProgram program, TypeUsages uses) {
        this.program = program;
        this.uses = uses;
    }

    /** A type was given a name. */
    void named(String key, Words name) {
        stems.put(key, name.list().size() > 1 && SUFFIXES.contains(last(name)) ? name.withoutLast() : name);
    }

    /** A type stands in its owner and needs no name. */
    void unnamed(String key) {
        Use use = uses.of(key).get(0);
        stems.put(key, use.kind().isRoot() ? root(use) : member(use));
    }

    /** Possible names, the best one first. */
    List<Words> candidates(String key) {
        List<Use> all = uses.of(key);
        List<Words> names = new ArrayList<>();
        List<Use> roots = all.stream().filter(use -> use.kind().isRoot()).toList();
        if (roots.isEmpty()) {
            members(key, all, names);
        } else {
            roots(key, roots, names);
        }
        names.add(names.get(names.size() - 1).plus(suffix(key)));
        return names;
    }

    private void roots(String key, List<Use> roots, List<Words> names) {
        if (roots.size() > 1) {
            if (program.type(key) instanceof Type.ObjectType object
                    && object.members().size() == 1
                    && Words.of(object.members().get(0).name()).list().size() > 1) {
                names.add(Words.of(object.members().get(0).name()));
            }
            Words common = roots.stream()
                    .map(this::root)
                    .reduce(Words::commonBeginning)
                    .orElseThrow();
            if (!common.isEmpty()) {
                names.add(common.plus(rootSuffix(key, roots.get(0), common)));
            }
        }
        Use first = roots.get(0);
        Words root = first.many() ? root(first).singular() : root(first);
        names.add(root.plus(rootSuffix(key, first, root)));
    }

    /** The name of a command or event, without {@code query} for commands that only return something. */
    private Words root(Use use) {
        Words words = Words.of(Words.withoutDomain(use.name()));
        if (use.kind() != Kind.RESULT || words.list().size() == 1) {
            return words;
        }
        Words rest = words.startsWith("x") ? words.withoutFirst() : words;
        return rest.startsWith("query") && rest.list().size() > 1 ? rest.withoutFirst() : words;
    }

    private Words rootSuffix(String key, Use use, Words root) {
        if (use.kind() == Kind.ARGUMENTS) {
            return new Words(List.of("arguments"));
        } else if (use.kind() == Kind.DATA) {
            return new Words(List.of("data"));
        } else if (program.type(key) instanceof Type.Enumeration
                || !use.many()
                        && root.list().size() > 1
                        && (root.isPlural() || root.endsWith("status") || root.endsWith("stats"))) {
            return new Words(List.of());
        } else if (Words.of(use.name()).list().contains("query")) {
            return new Words(List.of("info"));
        }
        return new Words(List.of(use.many() ? "item" : "result"));
    }

    private void members(String key, List<Use> all, List<Words> names) {
        Use first = all.get(0);
        if (program.type(key) instanceof Type.Alternate alternate
                && alternate.branches().stream().allMatch(branch -> program.type(branch) instanceof Type.Builtin)) {
            names.add(alternate.branches().stream()
                    .map(branch -> new Words(List.of(branch.equals("str") ? "string" : branch)))
                    .reduce((one, other) -> one.plus("or").plus(other))
                    .orElseThrow());
        }
        List<Use> asMembers =
                all.stream().filter(use -> use.kind() == Kind.MEMBER).toList();
        if (asMembers.size() == all.size() && names(all).count() == 1) {
            Words member = name(first);
            if (member.list().size() > 1 && owners(all).count() > 1) {
                names.add(member);
            }
            Words owners = all.stream()
                    .map(use -> stems.getOrDefault(use.owner(), new Words(List.of())))
                    .reduce(Words::commonBeginning)
                    .orElseThrow();
            if (all.size() > 1 && !owners.isEmpty()) {
                names.add(owners.plus(member));
            }
        }
        names.add(member(first));
    }

    private static Stream<String> owners(List<Use> all) {
        return all.stream().map(Use::owner).distinct();
    }

    private static Stream<String> names(List<Use> all) {
        return all.stream().map(Use::name).distinct();
    }

    /**
     * What a member is called after its owner and itself; a lone member {@code data} of a case is all that the case
     * is about.
     */
    private Words member(Use use) {
        Words owner = stems.getOrDefault(use.owner(), new Words(List.of()));
        if (use.kind() == Kind.BRANCH) {
            return owner.plus(use.name());
        }
        boolean wrapped = use.kind() == Kind.MEMBER
                && use.name().equals("data")
                && uses.of(use.owner()).get(0).kind() == Kind.VARIANT
                && program.object(use.owner()).members().size() == 1;
        return wrapped ? owner : owner.plus(name(use));
    }

    private static Words name(Use use) {
        Words name = Words.of(Words.withoutDomain(use.name()));
        return use.many() ? name.singular() : name;
    }

    private String suffix(String key) {
        Type type = program.type(key);
        if (type instanceof Type.Enumeration) {
            return "kind";
        } else if (type instanceof Type.Alternate) {
            return "value";
        }
        return type instanceof Type.ObjectType object && object.isUnion() ? "options" : "object";
    }

    private static String last(Words words) {
        return words.list().get(words.list().size() - 1);
    }
}
