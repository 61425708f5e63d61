package notes;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Adds a note.
 *
 * @param text what it says
 */
@CommandName("__org.example_add-note")
public record AddNote(String text) implements Command<Nothing> {}
