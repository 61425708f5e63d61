package io.qmp.mux.policy;

import io.qmp.api.Experimental;
import io.qmp.api.message.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rights of clients: the commands that they may execute, and the events that they receive. A command is allowed if
 * a rule allows it and none denies it.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Role {
    /** Sees everything and changes nothing, neither in the machine nor on the host. */
    public static final Role OBSERVER = new Role("observer")
            .allowing(rules("query-*", "qom-list", "qom-list-types", "qom-list-properties", "qom-get"))
            .allowing(List.of(Rule.of("qom-list-get").with("paths", "/machine*"))) // of an object it has secrets, too
            .denying(List.of(Rule.of("qom-get").with("property", "data", "*password")))
            .allowing(rules("device-list-properties", "__io.qmp_mux-events"))
            .allowing(rules("guest-ping", "guest-info", "guest-get-*", "guest-network-get-*", "guest-fsfreeze-status"));

    /** Runs the machine with what it has: pauses, resets, migrates and cancels; does not reach files of the host. */
    public static final Role OPERATOR = OBSERVER.named("operator")
            .allowing(rules(
                    "stop",
                    "cont",
                    "system_*",
                    "balloon",
                    "job-*",
                    "block-job-*",
                    "set_link",
                    "inject-nmi",
                    "migrate",
                    "migrate-continue",
                    "migrate-pause",
                    "migrate_cancel",
                    "migrate-set-*"))
            .denying(List.of(
                    Rule.of("migrate").with("uri", "exec:*", "file:*", "fd:*", "unix:*"),
                    Rule.of("migrate").with("channels.addr.transport", "exec", "file"),
                    Rule.of("migrate").with("channels.addr.type", "fd", "unix")));

    /** May do everything. */
    public static final Role OWNER = new Role("owner", List.of(Rule.of("*")), List.of(), List.of(Glob.of("*")), true);

    private static final Decision NOT_ALLOWED = new Decision(false, "not allowed");

    private final String name;
    private final List<Rule> allowed;
    private final List<Rule> denied;
    private final List<Glob> events;
    private final boolean owner;

    private Role(String name, List<Rule> allowed, List<Rule> denied, List<Glob> events, boolean owner) {
        this.name = name;
        this.allowed = List.copyOf(allowed);
        this.denied = List.copyOf(denied);
        this.events = events;
        this.owner = owner;
    }

    /**
     * Makes a role that may execute nothing and receives all events.
     *
     * @param name its name in errors and in the audit
     */
    public Role(String name) {
        this(name, List.of(), List.of(), List.of(Glob.of("*")), false);
    }

    /** {@return this role by another name}, one that may not end the machine */
    public Role named(String other) {
        return new Role(other, allowed, denied, events, false);
    }

    /** {@return this role with more rules that allow} */
    public Role allowing(List<Rule> rules) {
        return new Role(name, joined(allowed, rules), denied, events, owner);
    }

    /** {@return this role with more rules that deny} */
    public Role denying(List<Rule> rules) {
        return new Role(name, allowed, joined(denied, rules), events, owner);
    }

    /** {@return this role, receiving these events and no others} A {@code *} stands for any characters. */
    public Role hearing(String... names) {
        return new Role(name, allowed, denied, Stream.of(names).map(Glob::of).toList(), owner);
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return whether its clients own the machine: only they may end it, whatever the rules of other roles allow} */
    public boolean isOwner() {
        return owner;
    }

    /** {@return whether a request is allowed, and by which rule} */
    public Decision decide(Request request) {
        for (Rule rule : denied) {
            if (rule.coversSome(request)) {
                return rule.denies();
            }
        }
        for (Rule rule : allowed) {
            if (rule.coversAll(request)) {
                return rule.allows();
            }
        }
        return NOT_ALLOWED;
    }

    /** {@return whether a command is allowed with some arguments} Others are not listed to the client. */
    public boolean mayUse(String command) {
        boolean mayUse = false;
        for (Rule rule : allowed) {
            mayUse |= rule.isForSome(command);
        }
        for (Rule rule : denied) {
            mayUse &= !rule.isForAll(command);
        }
        return mayUse;
    }

    /** {@return whether the client receives events of a name} */
    public boolean hears(String event) {
        return events.stream().anyMatch(glob -> glob.matches(event));
    }

    /** {@return the role of this name, of the three that need no policy} */
    public static Optional<Role> known(String name) {
        return Stream.of(OBSERVER, OPERATOR, OWNER)
                .filter(role -> role.name.equals(name))
                .findFirst();
    }

    private static List<Rule> rules(String... commands) {
        return Stream.of(commands).map(Rule::of).toList();
    }

    private static List<Rule> joined(List<Rule> some, List<Rule> more) {
        List<Rule> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}
