package io.qmp.schema.generator;

import io.qmp.schema.generator.model.Facts;
import io.qmp.schema.generator.model.MergedProgram;
import io.qmp.schema.generator.model.Merger;
import io.qmp.schema.generator.model.Version;
import io.qmp.schema.generator.naming.JavaNames;
import io.qmp.schema.generator.naming.Layout;
import io.qmp.schema.generator.naming.NameFile;
import io.qmp.schema.generator.naming.TypeUsages;
import io.qmp.schema.generator.source.SourcePlan;
import io.qmp.schema.generator.source.SourceSettings;
import io.qmp.schema.generator.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run: merges the versions, indexes the uses of types, lays out and names types, writes sources.
 *
 * @param sources the texts of all source files by their paths
 * @param lock the new content of the lock file
 * @param missingInLock paths that the lock file has no name for
 * @param vanished paths in the lock file that no longer lead to a type
 */
record Generation(Map<String, String> sources, NameFile lock, List<String> missingInLock, List<String> vanished) {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    /** {@return the sources for versions} */
    static Generation of(List<Version> versions, NameFile lock, NameFile table, Facts facts, SourceSettings settings) {
        MergedProgram program = Merger.merge(versions);
        TypeUsages uses = new TypeUsages(program);
        Layout layout = new Layout(program, uses);
        JavaNames names = new JavaNames(program, uses, layout, lock, table);
        NameFile newLock = names.nextLock();
        List<String> missing = new ArrayList<>(newLock.names().keySet());
        missing.removeAll(lock.names().keySet());
        return new Generation(
                Sources.of(new SourcePlan(program, uses, layout, names, facts), settings),
                newLock,
                missing,
                names.vanished());
    }

    static Generation of(GeneratorOptions options) throws IOException {
        SchemaSource source = new SchemaSource(ANSWER_LIMIT);
        List<Version> versions = new ArrayList<>();
        for (Map.Entry<String, String> schema : options.schemas().entrySet()) {
            versions.add(new Version(schema.getKey(), source.read(schema.getValue())));
        }
        for (Map.Entry<String, Path> schema : options.recordings().files().entrySet()) {
            versions.add(
                    new Version(schema.getKey(), source.read(schema.getValue().toString())));
        }
        return of(
                versions,
                options.lock() != null && Files.exists(options.lock()) ? NameFile.read(options.lock()) : NameFile.EMPTY,
                names(options.names()),
                options.facts() == null ? Facts.NONE : Facts.read(options.facts()),
                options.settings());
    }

    private static NameFile names(@Nullable Path file) throws IOException {
        return file == null ? NameFile.EMPTY : NameFile.read(file);
    }
}
