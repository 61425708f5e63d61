package notes;

import java.util.List;

/**
 * The result of {@link QueryNotes}.
 *
 * @param notes in the order in which they were added
 */
public record Notes(List<String> notes) {}
