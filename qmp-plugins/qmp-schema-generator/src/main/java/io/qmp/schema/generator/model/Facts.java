package io.qmp.schema.generator.model;

import io.qmp.api.type.IntegerType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts about a program that are not in its introspection. A file has a line for each fact; empty lines and lines
 * that begin with {@code #} are comments:
 *
 * <pre>
 * undeclared device_add properties
 * rate-limit BLOCK_IO_ERROR qom-path unless action=stop
 * integer block_resize:arg/size UINT64
 * newer query-machines:ret/deprecated
 * alternate migrate-set-parameters:arg/tls-creds StrOrNull
 * </pre>
 *
 * @param undeclared commands that accept undeclared members, with the name of the component for them
 * @param rateLimits events that are limited to one a second
 * @param integers the integer types of members, by their paths; in an array those of its elements
 * @param alternates names of alternates in error texts, by their paths; the Java name unless given
 * @param newer the paths of members that versions older than all introspected ones lack
 */
public record Facts(
        Map<String, String> undeclared,
        Map<String, Limit> rateLimits,
        Map<String, IntegerType> integers,
        Map<String, String> alternates,
        Set<String> newer) {
    /** No facts. */
    public static final Facts NONE = new Facts(Map.of(), Map.of(), Map.of(), Map.of(), Set.of());

    /**
     * The rate limit of an event.
     *
     * @param key the members whose values make up the key
     * @param unless {@code member=value} of events that are not limited; {@code null} if all are
     */
    public record Limit(List<String> key, @Nullable String unless) {}

    /**
     * {@return the facts in a file}
     *
     * @param file the file
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a line is no fact
     */
    public static Facts read(Path file) throws IOException {
        Facts facts = new Facts(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>());
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                facts.add(file, List.of(line.trim().split("\\s+")));
            }
        }
        return facts;
    }

    private void add(Path file, List<String> words) {
        String kind = words.get(0);
        if (kind.equals("undeclared") && words.size() == 3) {
            undeclared.put(words.get(1), words.get(2));
        } else if (kind.equals("integer") && words.size() == 3) {
            integers.put(words.get(1), IntegerType.valueOf(words.get(2)));
        } else if (kind.equals("alternate") && words.size() == 3) {
            alternates.put(words.get(1), words.get(2));
        } else if (kind.equals("newer") && words.size() == 2) {
            newer.add(words.get(1));
        } else if (kind.equals("rate-limit") && words.size() > 1) {
            int unless = words.indexOf("unless");
            rateLimits.put(
                    words.get(1),
                    unless < 0
                            ? new Limit(words.subList(2, words.size()), null)
                            : new Limit(words.subList(2, unless), words.get(unless + 1)));
        } else {
            throw new IllegalArgumentException(file + ": unknown fact: " + String.join(" ", words));
        }
    }
}
