package io.qmp.app.peer;

import java.nio.file.Path;
import java.util.Optional;

/** The folders of this program among those of its user, by the XDG base directories. */
final class UserFolders {
    private UserFolders() {}

    /**
     * {@return the folder of this program; empty if there is no home either}
     *
     * @param variable the variable that says where such folders are; a value that is no absolute path is ignored
     * @param inHome where they are in the home of the user otherwise
     */
    static Optional<Path> find(String variable, String inHome) {
        return absolute(System.getenv(variable))
                .or(() -> absolute(System.getProperty("user.home")).map(home -> home.resolve(inHome)))
                .map(folder -> folder.resolve("qmp"));
    }

    private static Optional<Path> absolute(String path) {
        return Optional.ofNullable(path).filter(text -> text.startsWith("/")).map(Path::of);
    }
}
