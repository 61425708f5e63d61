package io.qmp.app.serve;

import io.qmp.app.option.OptionException;
import io.qmp.options.OptionPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of {@code -readconfig}: options as sections, {@code [device "id"]}, and their keys as lines, {@code key =
 * "value"}. A section without options is left out.
 */
final class ConfigFile {
    private static final Pattern SECTION = Pattern.compile("\\[\\s*([\\w-]+)(?:\\s+\"([^\"]*)\")?\\s*]");
    private static final Pattern KEY = Pattern.compile("([\\w.-]+)\\s*=\\s*\"(.*)\"");
    /** Sections whose options have another name. */
    private static final Map<String, String> NAMES =
            Map.of("memory", "m", "smp-opts", "smp", "boot-opts", "boot", "action", "action");

    private static final List<String> GROUPS = List.of(
            "drive",
            "chardev",
            "device",
            "netdev",
            "nic",
            "net",
            "rtc",
            "global",
            "mon",
            "trace",
            "option-rom",
            "machine",
            "accel",
            "memory",
            "sandbox",
            "msg",
            "overcommit",
            "smp-opts",
            "boot-opts",
            "name",
            "object",
            "action",
            "fw_cfg",
            "icount",
            "vnc",
            "spice",
            "add-fd",
            "compat",
            "fsdev",
            "virtfs",
            "tpmdev",
            "numa");

    private final String file;
    private final List<String> words = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private String group = "";

    private ConfigFile(String file) {
        this.file = file;
    }

    /**
     * {@return the words of a command line that stand for a file}
     *
     * @throws OptionException with QEMU's text if it cannot be read
     */
    static List<String> words(String file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new OptionException("Could not open '" + file + "': No such file or directory");
        }
        ConfigFile config = new ConfigFile(file);
        for (int line = 0; line < lines.size(); line++) {
            config.line(lines.get(line).strip(), line + 1);
        }
        config.end();
        return config.words;
    }

    private void line(String line, int number) {
        Matcher section = SECTION.matcher(line);
        Matcher key = KEY.matcher(line);
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        } else if (section.matches()) {
            end();
            group = section.group(1);
            if (!GROUPS.contains(group)) {
                throw new OptionException("There is no option group '" + group + "'");
            }
            if (section.group(2) != null) {
                values.add("id=" + OptionPart.escape(section.group(2)));
            }
        } else if (key.matches() && !group.isEmpty()) {
            values.add(key.group(1) + "=" + OptionPart.escape(key.group(2)));
        } else {
            throw new OptionException(
                    file + ":" + number + ": " + (group.isEmpty() ? "no group defined" : "parse error"));
        }
    }

    private void end() {
        if (!values.isEmpty()) {
            words.add("-" + NAMES.getOrDefault(group, group));
            words.add(String.join(",", values));
        }
        values.clear();
    }
}
