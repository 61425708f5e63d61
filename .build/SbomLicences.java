import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes into the SBOM of the program the licences that third-party.txt has, where the SBOM has another one: its plugin
 * guesses from the names in poms, and takes "The BSD License" for that with four clauses.
 *
 * <p>Arguments: third-party.txt, the SBOM. Components of several licences, and those without an SPDX id, stay.
 */
final class SbomLicences {
    private static final Pattern COMPONENT = Pattern.compile(
            "(\"licenses\" : \\[\\s*\\{\\s*\"license\" : \\{\\s*\"id\" : \")([^\"]+)(\"\\s*}\\s*}\\s*],\\s*"
                    + "\"purl\" : \"pkg:maven/[^/]+/([^@]+)@)");

    /** A line of third-party.txt. */
    private record Family(String name, String licence) {
        boolean has(String artifact) {
            return name.endsWith("*")
                    ? artifact.startsWith(name.substring(0, name.length() - 1))
                    : artifact.equals(name);
        }
    }

    private SbomLicences() {}

    /** Runs in the release build. */
    public static void main(String[] args) throws IOException {
        List<Family> families = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            String[] fields = line.split(" \\| ");
            if (!line.startsWith("#") && fields.length == 4) {
                families.add(new Family(fields[0], fields[1]));
            }
        }
        Path sbom = Path.of(args[1]);
        String text = Files.readString(sbom);
        Files.writeString(sbom, COMPONENT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(
                found.group(1) + licence(families, found.group(4)).orElse(found.group(2)) + found.group(3))));
    }

    private static Optional<String> licence(List<Family> families, String artifact) {
        return families.stream()
                .filter(family -> family.has(artifact))
                .map(family -> family.licence().replaceFirst(" .*", ""))
                .filter(licence -> licence.contains("-"))
                .findFirst();
    }
}
