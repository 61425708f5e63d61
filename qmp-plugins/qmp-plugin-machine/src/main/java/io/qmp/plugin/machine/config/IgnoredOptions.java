package io.qmp.plugin.machine.config;

import io.qmp.options.Switches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options of QEMU that are read and mean nothing here: about emulation, displays, sound and what else this machine
 * does not have. Where QEMU refuses keys and values by themselves, without looking at the host, so does this.
 */
final class IgnoredOptions {
    /** Options without an argument. */
    private static final Set<String> SWITCHES =
            words("nodefaults no-user-config nographic usb no-hpet no-acpi no-fd-bootchk full-screen win2k-hack"
                    + " mem-prealloc snapshot only-migratable singlestep perfmap jitdump async-teardown s");

    /** Options with an argument that is not looked at. */
    private static final Set<String> ARGUMENTS =
            words("display vga parallel boot net nic k L D d trace t fw_cfg smbios acpitable"
                    + " usbdevice seed echr gdb runas chroot icount mem-path virtfs fsdev iscsi tpmdev run-with"
                    + " debugcon audio bios kernel initrd append dtb shim option-rom serial spice set dump-vmstate"
                    + " loadvm tb-size plugin");

    private static final Set<String> AUDIO_DRIVERS =
            words("alsa coreaudio dbus dsound jack none oss pa pipewire sdl sndio spice wav");
    private static final Set<String> NET_TYPES = words(
            "none nic user tap l2tpv3 socket stream dgram vde bridge hubport" + " netmap vhost-user vhost-vdpa passt");
    private static final String GLOBAL = "(?s)[^.=,]+\\.[^=,]+=.*";

    private final Map<String, OptionKeys> keys = new HashMap<>();
    private final Map<String, String> given = new HashMap<>();

    IgnoredOptions() {
        keys.put("msg", new OptionKeys("", Set.of(), words("timestamp guest-name")));
        keys.put("overcommit", new OptionKeys("", words("mem-lock"), words("cpu-pm")));
        keys.put(
                "sandbox",
                new OptionKeys("enable", words("obsolete elevateprivileges spawn resourcecontrol"), words("enable")));
        keys.put("rtc", new OptionKeys("", words("base clock driftfix"), Set.of()));
        keys.put("global", new OptionKeys("driver", words("driver property value"), Set.of()));
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }

    /**
     * Reads an option, if it is one of these.
     *
     * @param name the option without dashes
     * @param word the option
     * @param rest the words behind it; its argument is taken
     * @return whether it is
     * @throws IllegalArgumentException with QEMU's text
     */
    boolean take(String name, String word, Iterator<String> rest) {
        if (SWITCHES.contains(name)) {
            return true;
        }
        boolean known = ARGUMENTS.contains(name) || keys.containsKey(name) || name.equals("audiodev");
        if (known) {
            MachineOptions.apply(word, rest, text -> check(name, text));
        }
        return known;
    }

    private void check(String name, String text) {
        OptionKeys known = keys.get(name);
        given.put(name, text);
        if (name.equals("net") || name.equals("nic")) {
            oneOf(
                    "type",
                    NET_TYPES,
                    OptionValues.parseWithSwitches(text, "type").need("type"));
        } else if (name.equals("audiodev")) {
            audiodev(text);
        } else if (known != null && !(name.equals("global") && text.matches(GLOBAL))) {
            known.check(text);
        }
        if (name.equals("overcommit")) {
            memoryLock(text);
        }
    }

    private static void memoryLock(String text) {
        OptionValues.parseWithSwitches(text, "")
                .take("mem-lock")
                .filter(value ->
                        !value.equals("on-fault") && Switches.find(value).isEmpty())
                .ifPresent(value -> {
                    throw new IllegalArgumentException("parameter 'mem-lock' expects one of 'on', 'off', 'on-fault'");
                });
    }

    private static void audiodev(String text) {
        if (!text.startsWith("{")) { // JSON is not looked at
            OptionValues values = OptionValues.parseWithSwitches(text, "driver");
            values.need("id");
            oneOf("driver", AUDIO_DRIVERS, values.need("driver"));
        }
    }

    private static void oneOf(String key, Set<String> accepted, String value) {
        if (!accepted.contains(value)) {
            throw new IllegalArgumentException("Parameter '" + key + "' does not accept value '" + value + "'");
        }
    }

    /**
     * Checks that the options go together; QEMU does so when it has read all, and does not name one.
     *
     * @throws IllegalArgumentException with QEMU's text if they do not
     */
    void check() {
        String kernel = given.get("kernel");
        for (String option : List.of("append", "initrd")) {
            if (kernel == null && given.containsKey(option)) {
                throw new IllegalArgumentException("-" + option + " only allowed with -kernel option");
            }
        }
        if (kernel != null && !Files.exists(Path.of(kernel))) {
            throw new IllegalArgumentException(
                    "qemu: could not open kernel file '" + kernel + "': No such file or directory");
        }
    }
}
