package io.qmp.program.probe;

import io.qmp.api.Experimental;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Linux says of a unix socket of this host: who listens, and how many clients it has. Sockets of another network
 * namespace are not seen, nor are processes of other users.
 *
 * @param listens whether a process listens
 * @param clients how many connections it has accepted
 * @param owner the process that listens, as far as it is seen
 * @since 0.1
 */
@Experimental(since = "0.1")
public record LocalSocket(boolean listens, int clients, Optional<Owner> owner) {
    /** The fields of a line in {@code /proc/net/unix}: number, count, protocol, flags, type, state, inode, path. */
    private static final int FLAGS = 3;

    private static final int STATE = 5;
    private static final int INODE = 6;
    private static final int PATH = 7;
    private static final String LISTENING = "00010000";
    private static final String CONNECTED = "03";

    /** How many characters Linux keeps of a name. */
    private static final int CUT_OFF = 15;

    /** What a process does, which is written behind its name. */
    private static final String STOPPED = "Tt";

    /**
     * A process.
     *
     * @param pid its number
     * @param name its name; as Linux shortens it where its command line does not have it
     * @param stopped whether it is stopped, by a signal or a debugger
     */
    public record Owner(long pid, String name, boolean stopped) {
        @Override
        public String toString() {
            return name + " (process " + pid + ")";
        }
    }

    /**
     * {@return what is known of a socket} Empty where the system does not say, as it is not Linux.
     *
     * @param path its path
     */
    public static Optional<LocalSocket> find(Path path) {
        return find(Path.of("/proc"), path);
    }

    /** {@return how many connections of clients a socket has now; 0 where the system does not say} */
    public static int clientsOf(Path path) {
        return sockets(Path.of("/proc"), path).map(LocalSocket::clients).orElse(0);
    }

    private static Optional<List<String[]>> sockets(Path processes, Path path) {
        return lines(processes.resolve("net/unix"))
                .map(all -> all.stream()
                        .map(line -> line.strip().split("\\s+", PATH + 1))
                        .filter(fields -> fields.length > PATH && fields[PATH].equals(path.toString()))
                        .toList());
    }

    private static int clients(List<String[]> sockets) {
        return (int) sockets.stream()
                .filter(fields -> fields[STATE].equals(CONNECTED) && !fields[INODE].equals("0"))
                .count();
    }

    static Optional<LocalSocket> find(Path processes, Path path) {
        return sockets(processes, path).map(sockets -> {
            List<String> listening = sockets.stream()
                    .filter(fields -> fields[FLAGS].equals(LISTENING))
                    .map(fields -> fields[INODE])
                    .toList();
            Optional<Owner> owner = listening.stream()
                    .flatMap(inode -> owner(processes, inode).stream())
                    .findFirst();
            return new LocalSocket(!listening.isEmpty(), clients(sockets), owner);
        });
    }

    private static Optional<Owner> owner(Path processes, String inode) {
        Path socket = Path.of("socket:[" + inode + "]");
        try (Stream<Path> all = Files.list(processes)) {
            return all.filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> holds(process.resolve("fd"), socket))
                    .findFirst()
                    .flatMap(LocalSocket::process);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean holds(Path descriptors, Path socket) {
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.anyMatch(descriptor -> leadsTo(descriptor, socket));
        } catch (IOException | java.io.UncheckedIOException e) { // of another user, or it has ended
            return false;
        }
    }

    private static boolean leadsTo(Path descriptor, Path socket) {
        try {
            return Files.readSymbolicLink(descriptor).equals(socket);
        } catch (IOException e) { // it was closed meanwhile
            return false;
        }
    }

    private static Optional<Owner> process(Path process) {
        return lines(process.resolve("stat")).filter(lines -> !lines.isEmpty()).map(lines -> {
            String stat = lines.get(0);
            int end = stat.lastIndexOf(')');
            String name = stat.substring(stat.indexOf('(') + 1, end);
            boolean stopped = STOPPED.indexOf(stat.charAt(end + 2)) >= 0;
            return new Owner(Long.parseLong(process.getFileName().toString()), whole(name, process), stopped);
        });
    }

    /** {@return the whole of a name that Linux has cut off, as the command line has it} */
    private static String whole(String name, Path process) {
        if (name.length() < CUT_OFF) {
            return name;
        }
        return lines(process.resolve("cmdline"))
                .filter(lines -> !lines.isEmpty())
                .map(lines -> lines.get(0).split("\0", 2)[0])
                .map(program -> program.substring(program.lastIndexOf('/') + 1))
                .filter(program -> program.startsWith(name))
                .orElse(name);
    }

    private static Optional<List<String>> lines(Path file) {
        try {
            return Optional.of(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
