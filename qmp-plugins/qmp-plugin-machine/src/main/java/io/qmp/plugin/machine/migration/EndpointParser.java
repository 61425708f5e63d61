package io.qmp.plugin.machine.migration;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.UnixAddress;
import io.qmp.plugin.machine.object.SocketAddresses;
import io.qmp.plugin.qemu.type.InetSocketAddress;
import io.qmp.plugin.qemu.type.LegacySocketAddress;
import io.qmp.plugin.qemu.type.LegacySocketAddressInet;
import io.qmp.plugin.qemu.type.LegacySocketAddressUnix;
import io.qmp.plugin.qemu.type.MigrationAddress;
import io.qmp.plugin.qemu.type.MigrationAddressFile;
import io.qmp.plugin.qemu.type.MigrationAddressRdma;
import io.qmp.plugin.qemu.type.MigrationAddressSocket;
import io.qmp.plugin.qemu.type.MigrationChannel;
import io.qmp.plugin.qemu.type.SocketAddress;
import io.qmp.plugin.qemu.type.SocketAddressFd;
import io.qmp.plugin.qemu.type.SocketAddressInet;
import io.qmp.plugin.qemu.type.SocketAddressUnix;
import io.qmp.plugin.qemu.type.UnixSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@code migrate} and {@code migrate-incoming} name, with QEMU's texts of errors. */
final class EndpointParser {
    private static final Pattern FILE = Pattern.compile("(.*?)(?:,offset=([^,]*))?", Pattern.DOTALL);
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^]]*]|[^:]*):([0-9]+)((?:,.*)?)");
    /** No program is started; what QEMU says if the host does not let it. */
    private static final MigrationEndpoint NO_PROGRAM = new MigrationEndpoint.Refused(
            "Failed to fork (Operation not permitted)", "Failed to fork (Operation not permitted)");

    private static final MigrationEndpoint NO_RDMA = new MigrationEndpoint.Refused(
            "RDMA ERROR: could not create CM channel", "RDMA ERROR: could not create rdma event channel");

    private EndpointParser() {}

    /**
     * {@return the endpoint that a URI names}
     *
     * @param files whether files are known
     * @param unknown the text for an unknown protocol, a format for the URI
     */
    static MigrationEndpoint of(String uri, boolean files, String unknown) {
        int colon = uri.indexOf(':');
        String text = uri.substring(colon + 1);
        return switch (colon < 0 ? "" : uri.substring(0, colon)) {
            case "unix" -> unix(text);
            case "tcp" -> tcp(text);
            case "vsock" -> throw CommandFailedException.generic("socket family AF_VSOCK unsupported");
            case "fd" -> new MigrationEndpoint.Passed(text);
            case "exec" -> NO_PROGRAM;
            case "rdma" -> NO_RDMA;
            case "file" -> {
                if (!files) {
                    throw CommandFailedException.generic(unknown.formatted(uri));
                }
                yield file(text);
            }
            default -> throw CommandFailedException.generic(unknown.formatted(uri));
        };
    }

    private static MigrationEndpoint unix(String path) {
        if (path.isEmpty()) {
            throw CommandFailedException.generic("invalid Unix socket address");
        }
        return new MigrationEndpoint.Socket(
                SocketAddresses.of(LegacySocketAddress.unix(new UnixSocketAddress(path, null, null))));
    }

    private static MigrationEndpoint tcp(String text) {
        if (!HOST_AND_PORT.matcher(text).matches()) {
            throw CommandFailedException.generic("error parsing address '" + text + "'");
        }
        return new MigrationEndpoint.Socket(new QmpAddress("tcp", text));
    }

    private static MigrationEndpoint file(String text) {
        Matcher parts = FILE.matcher(text);
        if (!parts.matches() || parts.group(2) == null) {
            return new MigrationEndpoint.HostPath(text, 0);
        }
        try {
            return new MigrationEndpoint.HostPath(parts.group(1), Long.decode(parts.group(2)));
        } catch (NumberFormatException e) {
            throw CommandFailedException.generic("file URI has bad offset " + parts.group(2), e);
        }
    }

    /** {@return the endpoint that a URI or channels name} One of them must be there; no channels are none. */
    static MigrationEndpoint of(
            @Nullable String uri, @Nullable List<MigrationChannel> given, boolean files, String unknown) {
        List<MigrationChannel> channels = given == null || given.isEmpty() ? null : given;
        if (uri != null && channels != null) {
            throw CommandFailedException.generic("'uri' and 'channels' arguments are mutually exclusive; "
                    + "exactly one of the two should be present in 'migrate' qmp command ");
        }
        if (uri != null) {
            return of(uri, files, unknown);
        }
        if (channels == null) {
            throw CommandFailedException.generic("need either 'uri' or 'channels' argument");
        }
        if (channels.size() != 1) {
            throw CommandFailedException.generic("Channel list must have only one entry, for type 'main'");
        }
        return of(channels.get(0).addr());
    }

    private static MigrationEndpoint of(MigrationAddress address) {
        if (address instanceof MigrationAddressSocket socket) {
            return of(socket.address());
        }
        if (address instanceof MigrationAddressFile file) {
            return new MigrationEndpoint.HostPath(file.filename(), file.offset());
        }
        return address instanceof MigrationAddressRdma ? NO_RDMA : NO_PROGRAM;
    }

    private static MigrationEndpoint of(SocketAddress address) {
        if (address instanceof SocketAddressUnix unix) {
            return new MigrationEndpoint.Socket(SocketAddresses.of(new LegacySocketAddressUnix(unix.address())));
        }
        if (address instanceof SocketAddressInet inet) {
            return new MigrationEndpoint.Socket(SocketAddresses.of(new LegacySocketAddressInet(inet.address())));
        }
        if (address instanceof SocketAddressFd fd) {
            return new MigrationEndpoint.Passed(fd.address().str());
        }
        throw CommandFailedException.generic("socket family AF_VSOCK unsupported");
    }

    /** {@return where something listens, as queries say it} */
    static SocketAddress described(QmpAddress address) {
        if (address.scheme().equals(UnixAddress.SCHEME)) {
            return new SocketAddressUnix(
                    new UnixSocketAddress(UnixAddress.of(address).name(), null, null));
        }
        Matcher parts = HOST_AND_PORT.matcher(address.text());
        if (!parts.matches()) {
            throw new IllegalArgumentException(address + " is no TCP port");
        }
        boolean isV6 = parts.group(1).startsWith("[");
        InetSocketAddress.Builder inet =
                InetSocketAddress.builder(parts.group(1).replaceAll("[\\[\\]]", ""), parts.group(2));
        return new SocketAddressInet((isV6 ? inet.ipv6(true) : inet.ipv4(true)).build());
    }
}
