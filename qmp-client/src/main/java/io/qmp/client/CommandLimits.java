package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.client.command.CommandTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times that commands may take, by class of command. The shipped limits are the resource
 * {@code command-limits.properties} beside this class, which explains its own form; a file of the same form changes
 * some of them.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class CommandLimits {
    private static final String RESOURCE = "command-limits.properties";
    private static final String LIMIT = "limit.";
    private static final String CLASS = "class.";
    private static final String DEFAULT = "default";
    private static final int KEPT = 1024;

    private static final CommandLimit FALLBACK = new CommandLimit(Duration.ofSeconds(5), Duration.ofSeconds(60));
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h)");

    private final Map<String, CommandLimit> byClass;
    private final Map<String, String> classes;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** A limit, and the same ready for comparison. */
    private record Known(CommandLimit limit, CommandTime time) {}

    private CommandLimits(Map<String, CommandLimit> byClass, Map<String, String> classes) {
        this.byClass = byClass;
        this.classes = classes;
    }

    /** {@return the limits that come with this library} */
    public static CommandLimits shipped() {
        try (InputStream in = CommandLimits.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            Properties properties = new Properties();
            properties.load(in);
            return new CommandLimits(Map.of(), Map.of()).with(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return these limits, changed by what is read}
     *
     * @param file properties in the form of the shipped ones
     * @throws IOException if reading fails
     * @throws IllegalArgumentException if there is something else than limits; the message names the line's key
     */
    public CommandLimits with(Reader file) throws IOException {
        Properties properties = new Properties();
        properties.load(file);
        return with(properties);
    }

    /**
     * {@return these limits, with the same limit for all commands}
     *
     * @param limit the limit
     */
    public CommandLimits withAll(CommandLimit limit) {
        return new CommandLimits(Map.of(DEFAULT, limit), Map.of());
    }

    /**
     * {@return the limit of a command}
     *
     * @param command its name
     */
    public CommandLimit of(String command) {
        return known(command).limit();
    }

    /** {@return the limit of a command, ready for comparison} */
    CommandTime time(String command) {
        return known(command).time();
    }

    private Known known(String command) {
        Known found = known.get(command);
        if (found == null) {
            CommandLimit limit = find(command);
            found = new Known(limit, CommandTime.of(limit.soft(), limit.hard()));
            if (known.size() < KEPT) { // names may come from elsewhere, as many as somebody likes
                known.put(command, found);
            }
        }
        return found;
    }

    /** {@return how many names are kept whose limit was found} */
    int remembered() {
        return known.size();
    }

    /** By the whole name, then by ever shorter beginnings. */
    private CommandLimit find(String command) {
        String name = classes.get(command);
        for (int length = command.length(); name == null && length >= 0; length--) {
            name = classes.get(command.substring(0, length) + '*');
        }
        CommandLimit limit = name == null ? null : byClass.get(name);
        return limit != null ? limit : byClass.getOrDefault(DEFAULT, FALLBACK);
    }

    private CommandLimits with(Properties properties) {
        Map<String, CommandLimit> newByClass = new HashMap<>(byClass);
        Map<String, String> newClasses = new HashMap<>(classes);
        for (String key : properties.stringPropertyNames()) {
            String value = properties.getProperty(key).strip();
            if (key.startsWith(LIMIT)) {
                newByClass.put(key.substring(LIMIT.length()), limit(key, value));
            } else if (key.startsWith(CLASS)) {
                for (String command : value.split("[\\s,]+")) {
                    newClasses.put(command, key.substring(CLASS.length()));
                }
            } else {
                throw new IllegalArgumentException(
                        "'" + key + "' in command limits starts neither with " + LIMIT + " nor with " + CLASS);
            }
        }
        return new CommandLimits(newByClass, newClasses);
    }

    private static CommandLimit limit(String key, String value) {
        String[] durations = value.split("\\s+");
        if (durations.length != 2) {
            throw new IllegalArgumentException("'" + key + "' takes two durations, not '" + value + "'");
        }
        return new CommandLimit(duration(key, durations[0]), duration(key, durations[1]));
    }

    private static Duration duration(String key, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' of '" + key + "' is no duration: a number with ms, s, m or h behind");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
