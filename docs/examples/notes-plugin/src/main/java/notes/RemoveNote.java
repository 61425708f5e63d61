package notes;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Removes a note.
 *
 * @param text what it says
 */
@CommandName("__org.example_remove-note")
public record RemoveNote(String text) implements Command<Nothing> {}
