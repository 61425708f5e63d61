package io.qmp.plugin.machine.display;

import static io.qmp.plugin.machine.handler.Handlers.does;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.WireNaming;
import io.qmp.plugin.machine.config.HostFileAccess;
import io.qmp.plugin.machine.object.Qom;
import io.qmp.plugin.machine.object.QomObject;
import io.qmp.plugin.machine.version.FileWording;
import io.qmp.plugin.qemu.command.InputSendEvent;
import io.qmp.plugin.qemu.command.Screendump;
import io.qmp.plugin.qemu.type.ImageFormat;
import io.qmp.plugin.qemu.type.InputEvent;
import io.qmp.plugin.qemu.type.InputEventType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The commands of screen and input devices. There is a screen if there is a device for one. */
public final class DisplayCommands {
    private static final Pattern SCREENS = Pattern.compile("(?i).*vga.*|qxl.*|virtio-gpu.*|bochs-display|ramfb");
    private static final Pattern TABLETS = Pattern.compile("usb-tablet|usb-wacom-tablet|virtio-tablet.*");
    private static final Pattern KEYBOARDS = Pattern.compile("i8042|usb-kbd|virtio-keyboard.*");
    private static final Pattern MICE = Pattern.compile("i8042|usb-mouse|virtio-mouse.*");

    private final Supplier<Qom> objects;
    private final BooleanSupplier running;
    private final HostFileAccess files;
    private final FileWording wording;

    /**
     * Makes them.
     *
     * @param objects the object tree
     * @param running whether the machine runs
     * @param files which files may be written
     * @param wording the texts of errors
     */
    public DisplayCommands(Supplier<Qom> objects, BooleanSupplier running, HostFileAccess files, FileWording wording) {
        this.objects = objects;
        this.running = running;
        this.files = files;
        this.wording = wording;
    }

    /** Registers them. */
    public void register(PluginRegistry registry) {
        registry.command(Screendump.class, does(this::dump));
        registry.command(InputSendEvent.class, does(this::send));
    }

    private void dump(Screendump dump) {
        String device = dump.device();
        if (device != null) {
            needScreen(device, dump.head());
        } else if (dump.head() != null) {
            throw CommandFailedException.generic("'head' must be specified together with 'device'");
        } else if (find(SCREENS).isEmpty()) {
            throw CommandFailedException.generic("There is no console to take a screendump from");
        }
        files.require(dump.filename());
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(Path.of(dump.filename())))) {
            if (dump.format() == ImageFormat.PNG) {
                BlackImage.png(file);
            } else {
                BlackImage.ppm(file);
            }
        } catch (IOException | InvalidPathException e) {
            boolean absent = e instanceof NoSuchFileException || e instanceof InvalidPathException;
            String reason = absent ? "No such file or directory" : "Permission denied";
            throw CommandFailedException.generic(wording.screen().formatted(dump.filename()) + ": " + reason, e);
        }
    }

    private void needScreen(String device, @Nullable Long head) {
        QomObject object = objects.get()
                .tree()
                .resolve("/machine/peripheral/" + device)
                .found()
                .orElseThrow(
                        () -> new CommandFailedException(QmpError.deviceNotFound("Device '" + device + "' not found")));
        if (!SCREENS.matcher(object.type().name()).matches()) {
            throw CommandFailedException.generic(
                    "Device " + device + " (head " + (head == null ? 0 : head) + ") is not bound to a QemuConsole");
        }
    }

    private void send(InputSendEvent send) {
        String device = send.device();
        if (device != null) {
            needScreen(device, send.head());
        }
        if (!running.getAsBoolean()) {
            throw CommandFailedException.generic("VM not running");
        }
        for (InputEvent event : send.events()) {
            Optional<Pattern> devices = devices(event.type());
            if (devices.isEmpty() || find(devices.get()).isEmpty()) {
                throw CommandFailedException.generic(
                        "Input handler not found for event type " + WireNaming.enumValue(event.type()));
            }
        }
    }

    private static Optional<Pattern> devices(InputEventType type) {
        return switch (type) {
            case KEY -> Optional.of(KEYBOARDS);
            case BTN, REL -> Optional.of(MICE);
            case ABS -> Optional.of(TABLETS);
            case MTT -> Optional.empty();
        };
    }

    private Optional<QomObject> find(Pattern types) {
        return find(objects.get().tree().root(), types.asMatchPredicate());
    }

    private static Optional<QomObject> find(QomObject object, Predicate<String> types) {
        return types.test(object.type().name())
                ? Optional.of(object)
                : object.children().stream()
                        .flatMap(child -> find(child, types).stream())
                        .findFirst();
    }
}
