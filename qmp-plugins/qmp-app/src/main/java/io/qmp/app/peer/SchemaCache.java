package io.qmp.app.peer;

import io.qmp.api.error.QmpException;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpArray;
import io.qmp.api.wire.WireCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Introspections that were seen before: files in {@code $XDG_CACHE_HOME/qmp/schemas} or {@code ~/.cache/qmp/schemas},
 * which only their user can read.
 *
 * <p>The name of a file has the version in the greeting and a hash of the introspection: programs with the same
 * greeting, an emulator and the storage daemon, have files of their own. What is found is right for a command, if the
 * peer has it: where two programs of one version have a command, its arguments are the same. All the same it is
 * used for advice, and the answer of the peer counts.
 *
 * <p>Nothing here fails. A file that cannot be read is deleted, and what cannot be written is not kept.
 */
public final class SchemaCache {
    /** How many files are kept: of more, the oldest are deleted. */
    private static final int MOST = 32;

    private static final String ENDING = ".schema";

    private final Optional<Path> folder;
    private final WireCodec codec;

    SchemaCache(Optional<Path> folder, WireCodec codec) {
        this.folder = folder;
        this.codec = codec;
    }

    /** {@return the cache of this user} */
    public static SchemaCache ofUser(WireCodec codec) {
        return new SchemaCache(
                UserFolders.find("XDG_CACHE_HOME", ".cache").map(mine -> mine.resolve("schemas")), codec);
    }

    /**
     * {@return what is known of a command: an introspection with it and with the types of its arguments} Empty if no
     * peer with this greeting was asked before that has the command.
     */
    public Optional<Schema> find(Greeting greeting, String command) {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return Optional.empty();
        }
        String name = name(greeting);
        return files().stream()
                .filter(file -> file.getFileName().toString().startsWith(name))
                .map(file -> find(file, command))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Schema> find(Path file, String command) {
        try {
            return new SchemaText(Files.readString(file), codec).command(command);
        } catch (IOException | IllegalArgumentException | QmpException e) {
            delete(file);
            return Optional.empty();
        }
    }

    /**
     * Keeps an introspection.
     *
     * @param greeting of the peer
     * @param entities the answer to {@code query-qmp-schema}
     */
    public void put(Greeting greeting, QmpArray entities) {
        if (folder.isEmpty()) {
            return;
        }
        String text = SchemaText.of(entities, codec);
        try {
            Files.createDirectories(folder.get());
            Path draft = Files.createTempFile( // with rw-------
                    folder.get(), "draft", "");
            Files.writeString(draft, text);
            Files.move(
                    draft,
                    folder.get().resolve(name(greeting) + Integer.toHexString(text.hashCode()) + ENDING),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            List<Path> files = files();
            files.subList(Math.min(MOST, files.size()), files.size()).forEach(SchemaCache::delete);
        } catch (IOException | UnsupportedOperationException e) {
            // There is no room for it, or nobody may write there: it is asked for when it is needed.
        }
    }

    /** {@return all files, the newest first} */
    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder.orElseThrow())) {
            return all.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(SchemaCache::time).reversed())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long time(Path file) {
        return file.toFile().lastModified();
    }

    private static void delete(Path file) {
        file.toFile().delete();
    }

    /** {@return the beginning of the names of files} */
    private static String name(Greeting greeting) {
        String version = greeting.version().map(VersionInfo::toString).orElse("unknown");
        return version.replaceAll("[^A-Za-z0-9.+-]+", "_") + "-";
    }
}
