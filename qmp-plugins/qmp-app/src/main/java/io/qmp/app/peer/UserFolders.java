package io.qmp.app.peer;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The folders of this program among those of its user, by the XDG base directories. */
public final class UserFolders {
    private UserFolders() {}

    /**
     * {@return the folder of this program; empty if there is no home either}
     *
     * @param variable the variable that says where such folders are; a value that is no absolute path is ignored
     * @param inHome where they are in the home of the user otherwise
     */
    static Optional<Path> find(String variable, String inHome) {
        return find(System::getenv, variable, inHome);
    }

    /**
     * {@return the folder of this program; empty if there is no home either} The home is what {@code HOME} says, as it
     * is for the shell that reads {@code ~}; without it, that of the user's account.
     *
     * @param variables has the value of an environment variable; {@code null} or empty if it is not set
     * @param variable the variable that says where such folders are; a value that is no absolute path is ignored
     * @param inHome where they are in the home of the user otherwise
     */
    public static Optional<Path> find(Function<String, @Nullable String> variables, String variable, String inHome) {
        return absolute(variables.apply(variable))
                .or(() -> absolute(variables.apply("HOME"))
                        .or(() -> absolute(System.getProperty("user.home")))
                        .map(home -> home.resolve(inHome)))
                .map(folder -> folder.resolve("qmp"));
    }

    private static Optional<Path> absolute(@Nullable String path) {
        return Optional.ofNullable(path).filter(text -> text.startsWith("/")).map(Path::of);
    }
}
