package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The image says of each jar whose it is. */
class LegalFilesIT {
    private static final Path IMAGE = Path.of(System.getProperty("qmp.image"));

    @Test
    void thirdPartyListsEachJarOfOthersAndNothingElse() throws IOException {
        List<String> listed = Files.readAllLines(IMAGE.resolve("THIRD-PARTY")).stream()
                .filter(line -> line.matches("\\S+\\.jar \\| .*"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();

        assertThat(listed)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        jars("lib").stream().filter(jar -> !isOwn(jar)).toList());
    }

    @Test
    void textsOfJarsAndChoicesOfLicencesGoAlong() throws IOException {
        assertThat(Files.readString(IMAGE.resolve("THIRD-PARTY")))
                .contains("META-INF/NOTICE", "FastDoubleParser-LICENSE", "The Netty Project", "libffi")
                .contains("It is used here under the Apache License");
        assertThat(IMAGE.resolve("LICENSE")).hasSameBinaryContentAs(SourceTree.ROOT.resolve("LICENSE"));
        assertThat(IMAGE.resolve("NOTICE")).hasSameBinaryContentAs(SourceTree.ROOT.resolve("docs/NOTICE"));
    }

    @Test
    void eachJarOfThisProjectHasLicenceNoticeAndVersion() throws IOException {
        for (String name : jars("lib").stream().filter(LegalFilesIT::isOwn).toList()) {
            try (ZipFile jar = new ZipFile(IMAGE.resolve("lib").resolve(name).toFile())) {
                assertThat(text(jar, "META-INF/LICENSE")).as(name).contains("Apache License");
                assertThat(text(jar, "META-INF/NOTICE")).as(name).contains("QMP for the JVM");
                assertThat(text(jar, "META-INF/MANIFEST.MF")).as(name).contains("Implementation-Version: ");
            }
        }
    }

    @Test
    void noArtifactIsThereTwice() throws IOException {
        assertThat(jars("lib").stream().map(LegalFilesIT::artifact)).doesNotHaveDuplicates();
    }

    private static boolean isOwn(String jar) {
        return jar.startsWith("qmp-");
    }

    /** {@return a jar's name without its version} */
    private static String artifact(String jar) {
        return jar.replaceFirst("-[0-9][^-]*(-jre|-SNAPSHOT)?", "");
    }

    private static List<String> jars(String directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(IMAGE.resolve(directory), "*.jar")) {
            jars.forEach(jar -> names.add(jar.getFileName().toString()));
        }
        return names;
    }

    private static String text(ZipFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes());
    }
}
