package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.Words;
import java.util.Map;
import java.util.TreeMap;

/** All sources for a program. */
public final class Sources {
    private final TypeMapper mapper;
    private final Map<String, String> texts = new TreeMap<>();

    private Sources(TypeMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * {@return the texts of all source files by their paths}
     *
     * @param plan what they are written from
     * @param settings the form of the sources
     */
    public static Map<String, String> of(SourcePlan plan, SourceSettings settings) {
        Sources sources = new Sources(new TypeMapper(plan, settings));
        sources.write();
        return sources.texts;
    }

    private void write() {
        SourceSettings settings = mapper.settings;
        EntityWriter entities = new EntityWriter(mapper);
        mapper.program.commands().forEach(command -> add(entities.command(command)));
        mapper.program.events().forEach(event -> add(entities.event(event)));
        mapper.uses.types().stream()
                .filter(mapper.layout::isOwn)
                .map(mapper.program::type)
                .forEach(this::add);
        CatalogueWriter catalogue = new CatalogueWriter(mapper);
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
            add(new EnumWriter(mapper).write(enumeration));
        } else if (type instanceof Type.Alternate alternate) {
            add(new AlternateWriter(mapper, alternate).write());
        } else if (type instanceof Type.ObjectType object) {
            if (object.isUnion()) {
                new UnionWriter(mapper, object).write().forEach(this::add);
            } else {
                add(new ObjectWriter(mapper).write(object));
            }
        }
    }

    private void add(SourceFile file) {
        if (texts.put(file.path(), file.text()) != null) {
            throw new IllegalArgumentException(
                    "two types have the file " + file.path() + "; name one of them in the table");
        }
    }
}
