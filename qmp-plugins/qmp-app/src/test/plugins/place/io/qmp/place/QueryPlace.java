package io.qmp.place;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;

/** Where the program and a module of the JDK are loaded from. */
@CommandName("__io.qmp_query-place")
public record QueryPlace() implements Command<Place> {}
