package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/dependencies.md says of each dependency in the poms what it is for, in the version of the poms. */
class DependenciesPageTest {
    private static final Pattern POMS = Pattern.compile("(?!.*/(?:src|docs)/).*/pom\\.xml");
    private static final Pattern DEPENDENCY =
            Pattern.compile("(?s)<(?:dependency|path)>(?:\\s*<!--.*?-->)?\\s*<groupId>([^<]+)</groupId>"
                    + "\\s*<artifactId>([^<]+)</artifactId>(?:\\s*<version>([^<]+)</version>)?");
    private static final Pattern PROPERTY = Pattern.compile("<([\\w.-]+\\.version)>([^<]+)</");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.-]+:[\\w.*-]+)` \\| (\\S+) \\|");
    private static final String ROOT_POM = SourceTree.read(SourceTree.ROOT.resolve("pom.xml"));
    private static final Map<String, String> ROWS = rows();
    private static final List<Dependency> USED = used();

    private record Dependency(String group, String artifact, String version) {
        boolean isOf(String row) {
            String name = group + ":" + artifact;
            return row.endsWith("*") ? name.startsWith(row.substring(0, row.length() - 1)) : name.equals(row);
        }

        boolean isVersionOf(Dependency other) {
            return version != null
                    && (artifact.endsWith("-bom")
                            ? (other.group + ".").startsWith(group + ".")
                            : group.equals(other.group) && artifact.equals(other.artifact));
        }
    }

    @Test
    void eachDependencyHasARow() {
        assertThat(USED)
                .isNotEmpty()
                .allSatisfy(dependency ->
                        assertThat(row(dependency)).as(dependency.toString()).isPresent());
    }

    @Test
    void eachRowIsOfADependency() {
        assertThat(ROWS.keySet())
                .hasSizeGreaterThan(10)
                .allSatisfy(row -> assertThat(USED).anyMatch(dependency -> dependency.isOf(row)));
    }

    @Test
    void theVersionsAreThoseOfThePoms() {
        assertThat(USED)
                .allSatisfy(dependency -> assertThat(ROWS.get(row(dependency).orElseThrow()))
                        .as(dependency.toString())
                        .isEqualTo(version(dependency)));
    }

    /** The dependencies of others in all poms, but BOMs. */
    private static List<Dependency> used() {
        return SourceTree.files(POMS).stream()
                .flatMap(pom -> dependencies(SourceTree.read(pom)))
                .filter(dependency -> !dependency.group().matches("io\\.qmp|\\$\\{project\\.groupId}"))
                .filter(dependency -> !dependency.artifact().endsWith("-bom"))
                .distinct()
                .toList();
    }

    private static String version(Dependency dependency) {
        String version = Stream.concat(Stream.of(dependency), dependencies(ROOT_POM))
                .filter(managed -> managed.isVersionOf(dependency))
                .findFirst()
                .orElseThrow()
                .version();
        Matcher property = PROPERTY.matcher(ROOT_POM);
        while (property.find()) {
            version = version.replace("${" + property.group(1) + "}", property.group(2));
        }
        return version;
    }

    private static Stream<Dependency> dependencies(String pom) {
        return DEPENDENCY
                .matcher(pom)
                .results()
                .map(found -> new Dependency(found.group(1), found.group(2), found.group(3)));
    }

    private static Optional<String> row(Dependency dependency) {
        return ROWS.keySet().stream().filter(dependency::isOf).findFirst();
    }

    private static Map<String, String> rows() {
        return ROW.matcher(SourceTree.read(SourceTree.ROOT.resolve("docs/dependencies.md")))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }
}
