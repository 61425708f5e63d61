package io.qmp.app.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Places where several lines of one file stand in another file, too. Lines without a letter, comments, imports and
 * indentation do not count.
 *
 * <p>It is a program of its own, too: {@code java RepeatedCode.java DIRECTORY} prints the places below a directory.
 */
final class RepeatedCode {
    /** So many equal lines one after another are a repetition. */
    private static final int LINES = 6;

    /**
     * A repetition.
     *
     * @param first the file that comes first by its path
     * @param second the other file
     * @param text the lines
     */
    record Place(Path first, Path second, List<String> text) {}

    private record Position(Path file, int line) {}

    private RepeatedCode() {}

    public static void main(String[] arguments) throws IOException {
        List<Place> places = below(Path.of(arguments.length > 0 ? arguments[0] : "."));
        places.forEach(place -> System.out.println(place.first() + " ~ " + place.second() + ": "
                + place.text().size() + " lines from " + place.text().get(0)));
        System.out.println(places.size() + " places");
    }

    /** {@return the repetitions in programs and libraries below a directory} */
    static List<Place> below(Path directory) throws IOException {
        Map<Path, List<String>> files = new HashMap<>();
        List<Path> order;
        try (Stream<Path> all = Files.walk(directory)) {
            order = all.filter(RepeatedCode::isCode).sorted().toList();
        }
        for (Path file : order) {
            files.put(file, lines(Files.readString(file)));
        }
        return places(order, files);
    }

    /** {@return the repetitions in some files} */
    static List<Place> places(List<Path> order, Map<Path, List<String>> files) {
        List<Place> places = new ArrayList<>();
        Map<List<String>, Position> seen = new HashMap<>();
        for (Path file : order) {
            List<String> lines = files.get(file);
            for (int i = 0; i + LINES <= lines.size(); i++) {
                Position before = seen.putIfAbsent(lines.subList(i, i + LINES), new Position(file, i));
                if (before != null && !before.file().equals(file)) {
                    int length = common(files.get(before.file()), before.line(), lines, i);
                    places.add(new Place(before.file(), file, lines.subList(i, i + length)));
                    i += length - 1;
                }
            }
        }
        return places;
    }

    private static int common(List<String> first, int from, List<String> second, int start) {
        int length = 0;
        while (from + length < first.size()
                && start + length < second.size()
                && first.get(from + length).equals(second.get(start + length))) {
            length++;
        }
        return length;
    }

    /** {@return the lines of a text that count} */
    static List<String> lines(String text) {
        return text.replaceAll("(?s)/\\*.*?\\*/", "")
                .lines()
                .map(String::strip)
                .filter(line -> line.chars().anyMatch(Character::isLetter))
                .filter(line -> !line.startsWith("//") && !line.startsWith("import ") && !line.equals("@Override"))
                .collect(Collectors.toList());
    }

    private static boolean isCode(Path file) {
        String path = file.toString();
        return path.contains("/src/main/java/")
                && path.endsWith(".java")
                && !path.endsWith("-info.java")
                && !path.contains("/target/")
                && !path.contains("/src/it/");
    }
}
