package io.qmp.api.host;

import io.qmp.api.Experimental;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who is at the other end of a connection, by the operating system's account of the moment when it was made. A process that has handed its end to
 * another is still the one that is named.
 *
 * @param pid the process, as it is numbered here; it may have ended since, and its number be another's
 * @param uid the number of its user
 * @param gid the number of its group
 * @param user the name of its user
 * @param group the name of its group
 * @since 0.1
 */
@Experimental(since = "0.1")
public record PeerCredentials(
        OptionalLong pid, OptionalLong uid, OptionalLong gid, Optional<String> user, Optional<String> group) {
    /** Nothing is known, as of whoever comes over a network. */
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
