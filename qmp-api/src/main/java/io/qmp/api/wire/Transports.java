package io.qmp.api.wire;

import io.qmp.api.Experimental;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The transports of a program, and the choice among them: for each address the transport of the highest
 * {@linkplain TransportProvider#priority priority} that serves its scheme and is
 * {@linkplain TransportProvider#unavailable available}. Immutable.
 *
 * <pre>{@code
 * Transport transport = Transports.installed().open();
 * Transport other = Transports.installed().only("nio").open();
 * }</pre>
 *
 * <p>What is installed, and why a transport is left out, is logged once, by the logger {@code io.qmp.api.wire}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Transports {
    private final List<TransportProvider> usable;
    private final List<String> missing;

    private Transports(List<TransportProvider> usable, List<String> missing) {
        this.usable = usable;
        this.missing = missing;
    }

    /** {@return the transports that {@code ServiceLoader} finds} There may be none. */
    public static Transports installed() {
        List<String> broken = new ArrayList<>();
        List<TransportProvider> found = ServiceLookup.all(TransportProvider.class, broken::add);
        Transports installed = choose(found, broken);
        TransportLog.installed(installed.usable, installed.missing);
        return installed;
    }

    /** {@return these transports} */
    public static Transports of(Collection<? extends TransportProvider> providers) {
        return choose(providers, List.of());
    }

    private static Transports choose(Collection<? extends TransportProvider> providers, List<String> broken) {
        List<TransportProvider> usable = new ArrayList<>();
        List<String> missing = new ArrayList<>(broken);
        for (TransportProvider provider : providers) {
            Optional<String> obstacle = obstacle(provider);
            if (obstacle.isEmpty()) {
                usable.add(provider);
            } else {
                missing.add(obstacle.get());
            }
        }
        usable.sort(Transports::byPreference);
        return new Transports(List.copyOf(usable), List.copyOf(missing));
    }

    private static int byPreference(TransportProvider one, TransportProvider other) {
        int order = Integer.compare(other.priority(), one.priority());
        return order != 0 ? order : one.name().compareTo(other.name());
    }

    /** A provider runs in a process that may lack what it needs: it may throw anything. */
    private static Optional<String> obstacle(TransportProvider provider) {
        try {
            return provider.unavailable().map(why -> provider.name() + " cannot be used: " + why);
        } catch (Throwable e) {
            return Optional.of(provider.getClass().getName() + " cannot be used: " + e);
        }
    }

    /**
     * {@return the one transport of that name, and no other}
     *
     * @throws IllegalStateException if it is not installed or not available; the message says why
     */
    public Transports only(String name) {
        List<TransportProvider> named =
                usable.stream().filter(provider -> provider.name().equals(name)).toList();
        if (named.isEmpty()) {
            throw new IllegalStateException("there is no transport '" + name + "': " + this);
        }
        return new Transports(named, List.of());
    }

    /** {@return the schemes of the addresses that can be used} */
    public Set<String> schemes() {
        return usable.stream()
                .flatMap(provider -> provider.schemes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * {@return a new transport for addresses of all schemes, which its caller closes} Its loops are those of the
     * transport with the highest priority; the others are opened when an address needs them. All its futures end,
     * whatever a transport throws.
     *
     * @throws IllegalStateException if there is no transport; the message says what to do
     */
    public Transport open() {
        if (usable.isEmpty()) {
            throw new IllegalStateException("a transport is needed, and there is none: "
                    + (missing.isEmpty()
                            ? "add io.qmp:qmp-transport-vertx (" + ServiceLookup.mergedJars(TransportProvider.class)
                                    + "), or hand one over"
                            : String.join("; ", missing)));
        }
        return new SchemeRouter(this, usable.get(0));
    }

    /**
     * {@return as {@link #open()}, but the loops are those of the transport that serves this address}
     *
     * @throws ConnectFailedException if none serves it; the message names the schemes and transports that there are
     * @throws IllegalStateException if there is no transport; the message says what to do
     */
    public Transport openFor(QmpAddress address) {
        if (usable.isEmpty()) {
            return open();
        }
        return new SchemeRouter(this, serving(address));
    }

    /**
     * {@return a transport whose futures end whatever this one does} Throwing and returning {@code null} become
     * failures; a connection or listener that nobody waits for any more is closed. What it fails with that is no
     * {@link io.qmp.api.error.QmpException} becomes the cause of a {@link ConnectFailedException}.
     */
    public static Transport contained(Transport transport) {
        return transport instanceof ContainedTransport || transport instanceof SchemeRouter
                ? transport
                : new ContainedTransport(transport);
    }

    /**
     * {@return the failure of a transport that is asked for an address of a scheme that it does not serve}
     *
     * @param address what it was asked for
     * @param transport what it is called
     * @param schemes what it serves
     */
    public static ConnectFailedException notServed(QmpAddress address, String transport, Set<String> schemes) {
        return notServed(address, transport + " (" + String.join(", ", new TreeSet<>(schemes)) + ")");
    }

    private static ConnectFailedException notServed(QmpAddress address, String installed) {
        return new ConnectFailedException(
                Reason.UNKNOWN_SCHEME,
                address + ": no transport serves the scheme '" + address.scheme() + "'\nThere is: " + installed,
                null);
    }

    TransportProvider serving(QmpAddress address) {
        return usable.stream()
                .filter(provider -> provider.schemes().contains(address.scheme()))
                .findFirst()
                .orElseThrow(() -> notServed(address, toString()));
    }

    /** {@return the transports with their schemes, and why others are left out} */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        usable.forEach(provider -> lines.add(TransportLog.describe(provider)));
        lines.addAll(missing);
        return lines.isEmpty() ? "no transport is installed" : String.join("; ", lines);
    }
}
