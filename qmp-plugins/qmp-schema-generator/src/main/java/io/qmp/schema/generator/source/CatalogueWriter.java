package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Entity;
import java.util.List;
import java.util.Set;

/** Writes the list of all commands and events, and package descriptions. */
final class CatalogueWriter {
    private final TypeMapper mapper;

    CatalogueWriter(TypeMapper mapper) {
        this.mapper = mapper;
    }

    SourceFile write(String name) {
        SourceSettings settings = mapper.settings;
        SourceFile file = new SourceFile(settings.basePackage(), name, Set.of());
        Javadoc.write(
                file,
                List.of("All commands and events of " + settings.program() + ","
                        + " in the order of its introspection; removed ones come last."),
                mapper.tags());
        mapper.published(List.of()).forEach(annotation -> file.line(annotation.text(file)));
        file.line("@SuppressWarnings(\"deprecation\") // some commands are deprecated");
        file.open("public final class " + name + " {");
        list(
                file,
                "commands",
                "Class<? extends " + file.mention("io.qmp.api.command.Command") + "<?>>",
                settings.commands(),
                mapper.program.commands());
        file.gap();
        list(
                file,
                "events",
                "Class<? extends " + file.mention("io.qmp.api.event.EventData") + ">",
                settings.events(),
                mapper.program.events());
        file.gap();
        file.line("private " + name + "() {}");
        file.close();
        return file;
    }

    private void list(SourceFile file, String what, String type, String packageName, List<? extends Entity> entities) {
        String list = file.mention("java.util.List");
        file.line("/** The types of all " + what + ". */");
        file.line("public static final " + list + "<" + type + "> " + what.toUpperCase(java.util.Locale.ROOT) + " = "
                + list + ".of(");
        for (int i = 0; i < entities.size(); i++) {
            String entity =
                    packageName + "." + mapper.names.entity(entities.get(i).name());
            file.line("        " + file.mention(entity) + ".class" + (i < entities.size() - 1 ? "," : ");"));
        }
        if (entities.isEmpty()) {
            file.line("        );");
        }
    }

    /** {@return the description of a package} */
    String packageInfo(String packageName, String what) {
        return "/** " + what + " of " + mapper.settings.program() + ", generated from its introspection. */\n"
                + "@NullMarked\npackage " + packageName + ";\n\nimport org.jspecify.annotations.NullMarked;\n";
    }
}
