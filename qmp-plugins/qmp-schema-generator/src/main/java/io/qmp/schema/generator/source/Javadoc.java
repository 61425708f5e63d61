package io.qmp.schema.generator.source;

import io.qmp.api.type.Feature;
import io.qmp.schema.generator.model.Availability;
import java.util.ArrayList;
import java.util.List;

/** Writes Javadoc comments. */
final class Javadoc {
    private final String program;

    Javadoc(String program) {
        this.program = program;
    }

    /** Writes a comment of paragraphs and block tags, on one line if it fits. */
    static void write(SourceFile file, List<String> paragraphs, List<String> tags) {
        String line = "/** " + paragraphs.get(0) + " */";
        if (paragraphs.size() == 1 && tags.isEmpty() && !file.isTooLong(line)) {
            file.line(line);
            return;
        }
        file.line("/**");
        file.comment(paragraphs.get(0), "");
        paragraphs.stream().skip(1).forEach(paragraph -> {
            file.line(" *");
            file.comment("<p>" + paragraph, "");
        });
        if (!tags.isEmpty()) {
            file.line(" *");
            tags.forEach(tag -> file.comment(tag, "    "));
        }
        file.line(" */");
    }

    static String code(String text) {
        return "{@code " + text + "}";
    }

    /** {@return a phrase for each feature and for the versions that have an element} */
    List<String> notes(List<String> features, Availability availability) {
        List<String> notes = new ArrayList<>();
        features.forEach(feature -> notes.add(
                switch (feature) {
                    case Feature.DEPRECATED, Feature.UNSTABLE -> feature;
                    default -> "feature " + code(feature);
                }));
        if (availability.since() != null) {
            notes.add(step("since", availability.since()));
        }
        if (availability.until() != null) {
            notes.add(step("until", availability.until()));
        }
        return notes;
    }

    /** {@return a phrase such as {@code since QEMU 10.0 (not in 7.2)}} */
    private String step(String word, Availability.Step step) {
        return word + " " + program + " " + step.with() + " (not in " + step.without() + ")";
    }

    /** {@return the notes as sentences of one paragraph; empty if there are none} */
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
