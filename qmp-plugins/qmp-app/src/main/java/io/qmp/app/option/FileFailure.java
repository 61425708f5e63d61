package io.qmp.app.option;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file of the command line cannot be used. */
public final class FileFailure {
    private FileFailure() {}

    /** {@return the reason in the words of the operating system, without the file's name} */
    public static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (failure instanceof CharacterCodingException) {
            return "it is not text in UTF-8";
        }
        if (failure instanceof FileSystemException system && system.getReason() == null) {
            return failure instanceof FileAlreadyExistsException ? "File exists" : "it cannot be used";
        }
        String message = String.valueOf(failure.getMessage());
        return message.substring(message.lastIndexOf(": ") + 1).strip();
    }
}
