package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The BOM has no parent and lists by hand; here it is held against the poms of the project. */
class BomTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern ENTRY =
            Pattern.compile("<groupId>io\\.qmp</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>");
    private static final Pattern USE =
            Pattern.compile("<groupId>io\\.qmp</groupId>\\s*<artifactId>([^<]+)</artifactId>");
    private static final Pattern REVISION = Pattern.compile("<revision>([^<]+)</revision>");

    @Test
    void listsEveryPublishedModuleAndNothingElse() throws IOException {
        String entries =
                pom(ROOT.resolve("qmp-bom")).replaceFirst("(?s).*<dependencyManagement>\\s*<dependencies>", "");

        assertThat(find(ENTRY, entries)).containsExactlyElementsOf(published(ROOT));
    }

    @Test
    void aConsumerUsesEachEntry() throws IOException {
        String consumer = pom(ROOT.resolve("qmp-plugins/qmp-app/src/it/everything"));

        assertThat(find(USE, consumer.replaceFirst("(?s).*</dependencyManagement>", "")))
                .containsExactlyElementsOf(published(ROOT));
    }

    @Test
    void isSignedAndPublishedAsTheOthers() throws IOException {
        assertThat(profile(pom(ROOT.resolve("qmp-bom")), "sign")).isEqualTo(profile(pom(ROOT), "sign"));
        assertThat(profile(pom(ROOT.resolve("qmp-bom")), "publish")).isEqualTo(profile(pom(ROOT), "publish"));
    }

    @Test
    void hasTheVersionOfTheProject() throws IOException {
        assertThat(find(REVISION, pom(ROOT.resolve("qmp-bom")))).hasSize(1).isEqualTo(find(REVISION, pom(ROOT)));
    }

    /** Otherwise it is the Java of the PATH: the build on another JDK would run consumers on that. */
    @Test
    void programsRunOnTheJdkOfTheBuild() {
        Pattern poms = Pattern.compile(".*/pom\\.xml");

        assertThat(SourceTree.files(poms).stream().map(SourceTree::read).filter(pom -> pom.contains("<executable>")))
                .hasSizeGreaterThan(10)
                .noneMatch(pom -> pom.contains("<executable>java</executable>"));
    }

    /** The modules with a jar that is deployed, in the order of the build. */
    private static List<String> published(Path directory) throws IOException {
        String pom = pom(directory);
        if (!pom.contains("<packaging>pom</packaging>")) {
            boolean deployed = !pom.contains("<maven.deploy.skip>true</maven.deploy.skip>");
            return deployed ? List.of(directory.getFileName().toString()) : List.of();
        }
        Stream<String> all = Stream.of();
        for (String module : find(MODULE, pom)) {
            all = Stream.concat(all, published(directory.resolve(module)).stream());
        }
        return all.toList();
    }

    private static String profile(String pom, String id) {
        return pom.replaceFirst("(?s).*<id>" + id + "</id>", "").replaceFirst("(?s)</profile>.*", "");
    }

    private static String pom(Path directory) throws IOException {
        return Files.readString(directory.resolve("pom.xml"));
    }

    private static List<String> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }
}
