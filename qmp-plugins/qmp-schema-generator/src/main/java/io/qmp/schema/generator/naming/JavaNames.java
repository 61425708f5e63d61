package io.qmp.schema.generator.naming;

import io.qmp.schema.generator.model.Entity;
import io.qmp.schema.generator.model.MergedProgram;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.Layout.Branch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The Java names of commands, events, types and the branches of unions and alternates.
 *
 * <p>Each is the name in the lock file, or else that in the table, or else one by rule. Names of top-level types are
 * unique, whichever package they are in, and whether or not case counts.
 */
public final class JavaNames {
    private final MergedProgram program;
    private final TypeUsages uses;
    private final Layout layout;
    private final NamingRules rules;
    private final ResolvedNames lock;
    private final ResolvedNames table;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> entities = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, BranchNames> unions = new HashMap<>();
    /** The content of the next lock file. */
    private final Map<String, String> given = new HashMap<>();

    /** Names all commands, events, types and branches. */
    public JavaNames(MergedProgram program, TypeUsages uses, Layout layout, NameFile lock, NameFile table) {
        this.program = program;
        this.uses = uses;
        this.layout = layout;
        this.rules = new NamingRules(program, uses);
        this.lock = new ResolvedNames(lock, uses, layout);
        this.table = new ResolvedNames(table, uses, layout);
        given.putAll(lock.names());
        this.lock.topLevel().forEach(this::take);
        program.commands().forEach(command -> name(command, ""));
        program.events().forEach(event -> name(event, "Event"));
        this.table.topLevel().forEach(this::take);
        uses.types().forEach(key -> {
            if (layout.isOwn(key)) {
                name(key);
            } else {
                rules.unnamed(key);
            }
        });
    }

    private void name(Entity entity, String suffix) {
        String wireName = entity.name();
        String name = lock.entity(wireName)
                .or(() -> table.entity(wireName))
                .orElseGet(() -> free(List.of(
                        Words.of(Words.withoutDomain(wireName)).upperCamel() + suffix,
                        Words.of(wireName).upperCamel() + suffix)));
        take(name);
        entities.put(wireName, name);
        given.put(wireName, name);
    }

    private void name(String key) {
        String name = lock.type(key)
                .or(() -> table.type(key))
                .orElseGet(() -> free(
                        rules.candidates(key).stream().map(Words::upperCamel).toList()));
        take(name);
        types.put(key, name);
        rules.named(key, Words.of(name));
        String path = uses.path(key);
        given.put(path, name);
        if (program.type(key) instanceof Type.ObjectType object && object.isUnion()) {
            BranchNames names = new BranchNames(
                    layout.branches(object), lock.branches(key), table.branches(key), branch -> isFree(name + branch));
            unions.put(key, names);
            names.byValue().forEach((value, branch) -> given.put(path + "#" + value, branch));
            names.all().forEach(branch -> take(name + branch));
            take(unknownCase(key));
        } else if (program.type(key) instanceof Type.Alternate alternate) {
            alternate.branches().stream()
                    .map(branch -> TypeUsages.branchKind(program.type(branch)).word())
                    .forEach(kind -> given.put(path + "#" + kind, alternateBranch(key, kind)));
        }
    }

    private void take(String name) {
        taken.add(name.toLowerCase(Locale.ROOT));
    }

    private String free(List<String> candidates) {
        for (String candidate : candidates) {
            if (isFree(candidate)) {
                return candidate;
            }
        }
        String name = candidates.get(candidates.size() - 1);
        int number = 2;
        while (!isFree(name + number)) {
            number++;
        }
        return name + number;
    }

    private boolean isFree(String name) {
        return !JavaIdentifiers.isReserved(name) && !taken.contains(name.toLowerCase(Locale.ROOT));
    }

    /** {@return the name of a command's or event's type} */
    public String entity(String wireName) {
        return Objects.requireNonNull(entities.get(wireName), wireName);
    }

    /** {@return the name of a type} */
    public String type(String key) {
        return Objects.requireNonNull(types.get(key), key);
    }

    /** {@return the name of the record for one of the branches of a union} */
    public String branch(String union, Branch branch) {
        return type(union) + Objects.requireNonNull(unions.get(union), union).name(branch);
    }

    /** {@return the name of the record for cases of a union that these types do not know} */
    public String unknownCase(String union) {
        return type(union) + "Unknown";
    }

    /** {@return the name of the nested record for one of the branches of an alternate, by the branch's kind} */
    public String alternateBranch(String alternate, String kind) {
        return lock.branch(alternate, kind)
                .or(() -> table.branch(alternate, kind))
                .orElse("Of" + Words.of(kind.equals("str") ? "string" : kind).upperCamel());
    }

    /** {@return the names for the next lock file, including those of removed elements} */
    public NameFile nextLock() {
        return new NameFile(given);
    }

    /** {@return the paths in the lock file that no longer lead to a type} */
    public List<String> vanished() {
        return lock.unresolved(entities.keySet());
    }
}
