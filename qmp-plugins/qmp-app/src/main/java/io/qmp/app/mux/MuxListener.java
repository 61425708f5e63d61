package io.qmp.app.mux;

import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.app.option.OptionException;
import io.qmp.app.serve.MonitorOption;
import io.qmp.app.serve.MonitorOption.Listening;
import io.qmp.mux.policy.Policy;
import io.qmp.mux.policy.Role;
import io.qmp.mux.policy.RoleSource;
import io.qmp.options.OptionPart;
import io.qmp.server.MonitorOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One {@code -qmp} of {@code qmp mux}: a monitor as {@code serve} takes it, with the keys {@code role} and
 * {@code name}, or a listening socket that the program was started with, such as {@code fd:3}.
 *
 * @param name its name for rules and the audit; empty for one by its number
 * @param role the name of the role of its clients; empty for what the policy says
 * @param place opens where it serves them
 */
record MuxListener(Optional<String> name, Optional<String> role, Supplier<Listening> place) {
    private static final String ROLE = "role";
    private static final String NAME = "name";
    private static final String INHERITED = "fd:";

    static MuxListener parse(String text) {
        List<String> monitor = new ArrayList<>();
        Optional<String> role = Optional.empty();
        Optional<String> name = Optional.empty();
        for (OptionPart part : OptionPart.split(text)) {
            String key = part.key().orElse("");
            switch (key) {
                case ROLE -> role = Optional.of(part.value());
                case NAME -> name = Optional.of(part.value());
                default -> monitor.add((key.isEmpty() ? "" : key + "=") + OptionPart.escape(part.value()));
            }
        }
        return new MuxListener(name, role, place(String.join(",", monitor)));
    }

    private static Supplier<Listening> place(String spec) {
        if (!spec.startsWith(INHERITED)) {
            return MonitorOption.parse(spec)::listening;
        }
        Listening socket = new Listening(
                QmpAddress.parse(spec), MonitorOptions.DEFAULT.withListen(ListenOptions.DEFAULT.withDescriptors()));
        return () -> socket;
    }

    /**
     * {@return which roles its clients have}
     *
     * @throws OptionException if there is no such role, or nothing says which
     */
    RoleSource roles(Optional<Policy> policy) {
        if (role.isEmpty()) {
            return policy.orElseThrow(
                    () -> new OptionException(
                            "which role the clients have is not said\nAdd ,role=observer, operator or owner to -qmp, or --policy"));
        }
        String wanted = role.get();
        return policy.flatMap(file -> file.role(wanted))
                .or(() -> Role.known(wanted))
                .map(RoleSource::always)
                .orElseThrow(() -> new OptionException("there is no role '" + wanted + "'"));
    }
}
