package io.qmp.app.serve;

import io.qmp.app.option.KeyValues;
import io.qmp.app.option.OptionException;
import io.qmp.plugin.qemu.type.ChardevBackend;
import io.qmp.plugin.qemu.type.ChardevBackendCommon;
import io.qmp.plugin.qemu.type.ChardevBackendFile;
import io.qmp.plugin.qemu.type.ChardevBackendHostDevice;
import io.qmp.plugin.qemu.type.ChardevBackendRingbuf;
import io.qmp.plugin.qemu.type.ChardevBackendType;
import io.qmp.plugin.qemu.type.ChardevBackendUdp;
import io.qmp.plugin.qemu.type.ChardevBackendVc;
import io.qmp.plugin.qemu.type.ChardevCommon;
import io.qmp.plugin.qemu.type.ChardevFile;
import io.qmp.plugin.qemu.type.ChardevHostDevice;
import io.qmp.plugin.qemu.type.ChardevRingbuf;
import io.qmp.plugin.qemu.type.ChardevUdp;
import io.qmp.plugin.qemu.type.ChardevVc;
import io.qmp.plugin.qemu.type.InetSocketAddress;
import io.qmp.plugin.qemu.type.LegacySocketAddressInet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the character devices that the machine has: those through which no client of QMP comes. */
final class BackendParser {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})([bBkKmMgGtT]?)");
    private static final String UNITS = "bkmgt";
    private static final int KIBI_SHIFT = 10;

    private BackendParser() {}

    /** {@return the device that keys of the long form describe, if the machine has its kind} */
    @SuppressWarnings("deprecation") // QEMU still takes "memory"
    static Optional<ChardevBackend> find(String backend, KeyValues keys) {
        return Optional.ofNullable(
                switch (backend) {
                    case "file" -> file(keys);
                    case "ringbuf" -> ring(ChardevBackendType.RINGBUF, keys);
                    case "memory" -> ring(ChardevBackendType.MEMORY, keys);
                    case "udp" -> udp(keys);
                    case "vc" -> vc(keys);
                    case "serial", "tty" -> host(ChardevBackendType.SERIAL, "serial/tty", keys);
                    case "parallel", "parport" -> host(ChardevBackendType.PARALLEL, "parallel", keys);
                    case "testdev" -> plain(ChardevBackendType.TESTDEV);
                    case "msmouse" -> plain(ChardevBackendType.MSMOUSE);
                    case "wctablet" -> plain(ChardevBackendType.WCTABLET);
                    default -> null;
                });
    }

    private static ChardevBackend plain(ChardevBackendType type) {
        return new ChardevBackendCommon(type, ChardevCommon.builder().build());
    }

    private static ChardevBackend file(KeyValues keys) {
        ChardevFile.Builder file = ChardevFile.builder(
                keys.text("path").orElseThrow(() -> new OptionException("chardev: file: no filename given")));
        keys.flag("append").ifPresent(file::append);
        keys.text("input-path").ifPresent(file::in);
        return new ChardevBackendFile(file.build());
    }

    private static ChardevBackend ring(ChardevBackendType type, KeyValues keys) {
        ChardevRingbuf.Builder ring = ChardevRingbuf.builder();
        keys.text("size").ifPresent(size -> ring.size(size(size)));
        return new ChardevBackendRingbuf(type, ring.build());
    }

    private static long size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new OptionException(
                    "Parameter 'size' expects a non-negative number below 2^64",
                    "Optional suffix k, M, G, T, P or E means kilo-, mega-, giga-, tera-, peta-",
                    "and exabytes, respectively.");
        }
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        return Long.parseLong(matcher.group(1)) << KIBI_SHIFT * Math.max(0, UNITS.indexOf(unit));
    }

    private static ChardevBackend udp(KeyValues keys) {
        String port = keys.text("port")
                .filter(given -> !given.isEmpty())
                .orElseThrow(() -> new OptionException("chardev: udp: remote port not specified"));
        String host = keys.text("host").filter(given -> !given.isEmpty()).orElse("localhost");
        return new ChardevBackendUdp(ChardevUdp.builder(new LegacySocketAddressInet(
                        InetSocketAddress.builder(host, port).build()))
                .build());
    }

    private static ChardevBackend vc(KeyValues keys) {
        for (String key : List.of("width", "height", "cols", "rows")) {
            keys.text(key).filter(number -> !number.matches("[0-9]{1,9}")).ifPresent(number -> {
                throw new OptionException("Parameter '" + key + "' expects a number");
            });
        }
        return new ChardevBackendVc(ChardevVc.builder().build());
    }

    private static ChardevBackend host(ChardevBackendType type, String name, KeyValues keys) {
        String path =
                keys.text("path").orElseThrow(() -> new OptionException("chardev: " + name + ": no device path given"));
        return new ChardevBackendHostDevice(
                type, ChardevHostDevice.builder(path).build());
    }
}
