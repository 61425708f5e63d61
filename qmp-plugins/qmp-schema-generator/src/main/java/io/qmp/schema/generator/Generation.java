package io.qmp.schema.generator;

import io.qmp.schema.generator.model.Facts;
import io.qmp.schema.generator.model.Merger;
import io.qmp.schema.generator.model.Program;
import io.qmp.schema.generator.model.Version;
import io.qmp.schema.generator.naming.Layout;
import io.qmp.schema.generator.naming.NameFile;
import io.qmp.schema.generator.naming.Names;
import io.qmp.schema.generator.naming.Uses;
import io.qmp.schema.generator.source.Settings;
import io.qmp.schema.generator.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run: versions are merged, uses followed, types laid out and named, sources written.
 *
 * @param sources the texts of all source files by their paths
 * @param lock the lock file as it is to be
 * @param missingInLock what the lock file has no name for
 * @param vanished what the lock file has a name for although it is gone
 */
record Generation(Map<String, String> sources, NameFile lock, List<String> missingInLock, List<String> vanished) {
    /** {@return what a program's versions make, when nothing is read from files but the introspections} */
    static Generation of(List<Version> versions, NameFile lock, NameFile table, Facts facts, Settings settings) {
        Program program = Merger.merge(versions);
        Uses uses = new Uses(program);
        Layout layout = new Layout(program, uses);
        Names names = new Names(program, uses, layout, lock, table);
        NameFile newLock = names.nextLock();
        List<String> missing = new ArrayList<>(newLock.names().keySet());
        missing.removeAll(lock.names().keySet());
        return new Generation(
                Sources.of(program, uses, layout, names, facts, settings), newLock, missing, names.vanished());
    }

    static Generation of(Options options) throws IOException {
        List<Version> versions = new ArrayList<>();
        for (Map.Entry<String, String> schema : options.schemas().entrySet()) {
            versions.add(new Version(schema.getKey(), SchemaSource.read(schema.getValue())));
        }
        Settings settings = new Settings(options.program(), options.basePackage(), options.since());
        return of(
                versions,
                options.lock() != null && Files.exists(options.lock()) ? NameFile.read(options.lock()) : NameFile.EMPTY,
                names(options.names()),
                options.facts() == null ? Facts.NONE : Facts.read(options.facts()),
                settings);
    }

    private static NameFile names(@Nullable Path file) throws IOException {
        return file == null ? NameFile.EMPTY : NameFile.read(file);
    }
}
