package io.qmp.schema.generator.source;

import io.qmp.api.type.IntegerType;
import io.qmp.schema.generator.model.Facts;
import io.qmp.schema.generator.model.MergedProgram;
import io.qmp.schema.generator.naming.TypeUsages;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts about members and types by the types that their paths lead to. Paths that lead nowhere are ignored. */
final class ResolvedFacts {
    private final TypeUsages usages;
    /** By members: the key of the owner, a slash and the name. */
    private final Map<String, IntegerType> integers = new HashMap<>();

    private final Set<String> newer = new HashSet<>();
    private final Map<String, String> alternates = new HashMap<>();

    ResolvedFacts(Facts facts, MergedProgram program, TypeUsages usages) {
        this.usages = usages;
        facts.integers().forEach((path, type) -> member(path).ifPresent(member -> integers.put(member, type)));
        facts.newer().forEach(path -> member(path).ifPresent(newer::add));
        facts.alternates()
                .forEach((path, name) -> usages.at(path)
                        .ifPresent(
                                key -> alternates.put(program.elementType(key).key(), name)));
    }

    private Optional<String> member(String path) {
        int slash = path.lastIndexOf('/');
        return usages.at(path.substring(0, slash)).map(owner -> owner + path.substring(slash));
    }

    /** {@return the range of a member that is an integer or an array of integers; {@code null} if it is not known} */
    @Nullable
    IntegerType integer(String owner, String member) {
        return integers.get(owner + "/" + member);
    }

    /** {@return whether versions older than all introspected ones lack a member} */
    boolean isNewer(String owner, String member) {
        return newer.contains(owner + "/" + member);
    }

    /** {@return the name of an alternate in error texts; {@code null} if it is not known} */
    @Nullable
    String alternate(String key) {
        return alternates.get(key);
    }
}
