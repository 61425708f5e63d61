package notes;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;

/** Returns all notes. */
@CommandName("__org.example_query-notes")
public record QueryNotes() implements Command<Notes> {}
