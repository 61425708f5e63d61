package io.qmp.app.peer;

import io.qmp.app.option.FileFailure;
import io.qmp.app.option.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file in which the user gives names to peers: {@code $XDG_CONFIG_HOME/qmp/peers} or {@code ~/.config/qmp/peers}.
 * A line is {@code NAME = ADDRESS}, or a comment behind {@code #}, or empty.
 */
public final class PeerFile {
    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z0-9_][A-Za-z0-9_.-]*)\\s*=\\s*(\\S.*?)\\s*");
    private static final Pattern NOTHING = Pattern.compile("\\s*(#.*)?");

    private final Path file;
    private final Map<String, NamedPeer> peers;

    private PeerFile(Path file, Map<String, NamedPeer> peers) {
        this.file = file;
        this.peers = peers;
    }

    /**
     * A peer with a name.
     *
     * @param name its name
     * @param address what stands for it on a command line
     * @param place file and line, for messages
     */
    public record NamedPeer(String name, String address, String place) {}

    /**
     * {@return the file of this user} Without names if there is none.
     *
     * @throws OptionException if it cannot be read, or has a line of another form
     */
    public static PeerFile ofUser() {
        return UserFolders.find("XDG_CONFIG_HOME", ".config")
                .map(folder -> read(folder.resolve("peers")))
                .orElseGet(() -> new PeerFile(Path.of("peers"), Map.of()));
    }

    /** {@return the file at a place} */
    public static PeerFile read(Path file) {
        Map<String, NamedPeer> peers = new LinkedHashMap<>();
        int number = 0;
        for (String line : lines(file)) {
            String place = file + ":" + ++number;
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                NamedPeer peer = new NamedPeer(matcher.group(1), matcher.group(2), place);
                NamedPeer other = peers.putIfAbsent(peer.name(), peer);
                if (other != null) {
                    throw new OptionException(
                            place + ": " + peer.name() + " is the name of another peer, at " + other.place());
                }
            } else if (!NOTHING.matcher(line).matches()) {
                throw new OptionException(place + ": expected NAME = ADDRESS");
            }
        }
        return new PeerFile(file, peers);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new OptionException(file + ": " + FileFailure.reason(e));
        }
    }

    /** {@return the peer of a name; empty if no line gives it} */
    public Optional<NamedPeer> find(String name) {
        return Optional.ofNullable(peers.get(name));
    }

    /** {@return all names in the order of the file, with commas in between; empty if there are none} */
    public Optional<String> names() {
        return peers.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", peers.keySet()));
    }

    /** {@return where the file is} */
    public Path file() {
        return file;
    }
}
