package io.qmp.api.host;

import io.qmp.api.Stable;
import io.qmp.api.error.CredentialsUnknownException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The process at the other end of a connection, as the operating system recorded it when the connection was made.
 * If that process has ended or has handed its end to another since, it is still the one that is named.
 *
 * <p>What is known depends on the socket. Of a unix socket on Linux the numbers are known where the transport has
 * its native part, and else the names; of a peer that comes over a network nothing is known. So a rule that needs a
 * number or a name takes it by a {@code require} method, which throws if it is not known. A user of a user
 * namespace that has no number outside of it appears as the kernel's overflow user, mostly 65534.
 *
 * @param pid the process, as it is numbered here; it may have ended since, and its number be another's
 * @param uid the number of its user
 * @param gid the number of its group
 * @param user the name of its user
 * @param group the name of its group
 * @since 0.1
 */
@Stable(since = "0.1")
public record PeerCredentials(
        OptionalLong pid, OptionalLong uid, OptionalLong gid, Optional<String> user, Optional<String> group) {
    /** Nothing is known, as for clients over a network. */
    public static final PeerCredentials UNKNOWN = new PeerCredentials(
            OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());

    /** {@return credentials of which the numbers are known} */
    public static PeerCredentials of(long pid, long uid, long gid) {
        return new PeerCredentials(
                OptionalLong.of(pid), OptionalLong.of(uid), OptionalLong.of(gid), Optional.empty(), Optional.empty());
    }

    /** {@return credentials of which the names are known} */
    public static PeerCredentials of(String user, String group) {
        return new PeerCredentials(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(user),
                Optional.of(group));
    }

    /**
     * {@return the number of the peer's user}
     *
     * @throws CredentialsUnknownException if it is not known
     */
    public long requireUid() {
        return uid.orElseThrow(() -> unknown("uid"));
    }

    /**
     * {@return the number of the peer's group}
     *
     * @throws CredentialsUnknownException if it is not known
     */
    public long requireGid() {
        return gid.orElseThrow(() -> unknown("gid"));
    }

    /**
     * {@return the number of the peer's process}
     *
     * @throws CredentialsUnknownException if it is not known
     */
    public long requirePid() {
        return pid.orElseThrow(() -> unknown("pid"));
    }

    /**
     * {@return the name of the peer's user}
     *
     * @throws CredentialsUnknownException if it is not known
     */
    public String requireUser() {
        return user.orElseThrow(() -> unknown("user name"));
    }

    /**
     * {@return the name of the peer's group}
     *
     * @throws CredentialsUnknownException if it is not known
     */
    public String requireGroup() {
        return group.orElseThrow(() -> unknown("group name"));
    }

    private CredentialsUnknownException unknown(String what) {
        String known = toString();
        return new CredentialsUnknownException("the peer's " + what + " is not known"
                + (known.isEmpty() ? ", nor anything else about it" : ", only " + known));
    }

    /** {@return what is known, such as {@code pid 4711, uid 1000, gid 1000}; empty if that is nothing} */
    @Override
    public String toString() {
        List<String> known = new ArrayList<>();
        pid.ifPresent(number -> known.add("pid " + number));
        uid.ifPresent(number -> known.add("uid " + number));
        gid.ifPresent(number -> known.add("gid " + number));
        user.ifPresent(name -> known.add("user " + name));
        group.ifPresent(name -> known.add("group " + name));
        return String.join(", ", known);
    }
}
