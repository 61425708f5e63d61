package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Absence;
import java.util.ArrayList;
import java.util.List;

/** Writes Javadoc, and words for it. */
final class Javadoc {
    private final String program;

    Javadoc(String program) {
        this.program = program;
    }

    /** Writes paragraphs and tags. */
    static void write(SourceFile file, List<String> paragraphs, List<String> tags) {
        if (paragraphs.size() == 1 && tags.isEmpty()) {
            file.line("/** " + paragraphs.get(0) + " */");
            return;
        }
        file.line("/**");
        file.line(" * " + paragraphs.get(0));
        paragraphs.stream().skip(1).forEach(paragraph -> {
            file.line(" *");
            file.line(" * <p>" + paragraph);
        });
        if (!tags.isEmpty()) {
            file.line(" *");
            tags.forEach(tag -> file.line(" * " + tag));
        }
        file.line(" */");
    }

    static String code(String text) {
        return "{@code " + text + "}";
    }

    /** {@return what is to be said of something that has features, or is not in all versions; a phrase each} */
    List<String> notes(List<String> features, Absence absence) {
        List<String> notes = new ArrayList<>();
        features.forEach(feature -> notes.add(
                switch (feature) {
                    case "deprecated", "unstable" -> feature;
                    default -> "has the feature " + code(feature);
                }));
        if (!absence.versions().isEmpty()) {
            notes.add("not in " + program + " " + String.join(", ", absence.versions()));
        }
        return notes;
    }

    /** {@return the notes as sentences of one paragraph, or none} */
    static List<String> sentences(List<String> notes) {
        return notes.isEmpty()
                ? List.of()
                : List.of(String.join(
                        " ",
                        notes.stream()
                                .map(note -> Character.toUpperCase(note.charAt(0)) + note.substring(1) + ".")
                                .toList()));
    }
}
