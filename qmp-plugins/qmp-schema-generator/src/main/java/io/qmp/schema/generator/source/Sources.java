package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Facts;
import io.qmp.schema.generator.model.Program;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.Layout;
import io.qmp.schema.generator.naming.Names;
import io.qmp.schema.generator.naming.Uses;
import io.qmp.schema.generator.naming.Words;
import java.util.Map;
import java.util.TreeMap;

/** All sources for a program. */
public final class Sources {
    private final Vocabulary vocabulary;
    private final Map<String, String> texts = new TreeMap<>();

    private Sources(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * {@return the texts of all source files by their paths}
     *
     * @param program the program
     * @param uses where its types are used
     * @param layout which types become Java types
     * @param names how these are called
     * @param facts what introspection does not tell
     * @param settings what sources are like
     */
    public static Map<String, String> of(
            Program program, Uses uses, Layout layout, Names names, Facts facts, Settings settings) {
        Sources sources = new Sources(new Vocabulary(program, uses, layout, names, facts, settings));
        sources.write();
        return sources.texts;
    }

    private void write() {
        Settings settings = vocabulary.settings;
        EntityWriter entities = new EntityWriter(vocabulary);
        vocabulary.program.commands().forEach(command -> add(entities.command(command)));
        vocabulary.program.events().forEach(event -> add(entities.event(event)));
        vocabulary.uses.types().stream()
                .filter(vocabulary.layout::isOwn)
                .map(vocabulary.program::type)
                .forEach(this::add);
        CatalogueWriter catalogue = new CatalogueWriter(vocabulary);
        add(catalogue.write(Words.of(settings.program()).upperCamel() + "Types"));
        packageInfo(catalogue, settings.commands(), "The commands");
        packageInfo(catalogue, settings.events(), "The events");
        packageInfo(catalogue, settings.types(), "The types that commands and events use");
    }

    private void packageInfo(CatalogueWriter catalogue, String packageName, String what) {
        texts.put(packageName.replace('.', '/') + "/package-info.java", catalogue.packageInfo(packageName, what));
    }

    private void add(Type type) {
        if (type instanceof Type.Enumeration enumeration) {
            add(new EnumWriter(vocabulary).write(enumeration));
        } else if (type instanceof Type.Alternate alternate) {
            add(new AlternateWriter(vocabulary, alternate).write());
        } else if (type instanceof Type.ObjectType object) {
            add(
                    object.isUnion()
                            ? new UnionWriter(vocabulary, object).write()
                            : new ObjectWriter(vocabulary).write(object));
        }
    }

    private void add(SourceFile file) {
        texts.put(file.path(), file.text());
    }
}
