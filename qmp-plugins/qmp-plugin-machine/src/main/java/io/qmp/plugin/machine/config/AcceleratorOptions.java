package io.qmp.plugin.machine.config;

import io.qmp.plugin.machine.host.HostDevice;
import io.qmp.plugin.qemu.type.Accelerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The accelerators that options name: the machine has the first one that the host offers. {@code -accel} names one at
 * a time, {@code -machine accel=} several.
 */
final class AcceleratorOptions {
    private static final Map<String, Accelerator> KNOWN = Map.of(
            "tcg", Accelerator.TCG, "qtest", Accelerator.QTEST, "kvm", Accelerator.KVM, "mshv", Accelerator.MSHV);

    /** An accelerator that an option names, and how messages about it begin. */
    private record Named(String name, String prefix) {}

    private final Path devices;
    private final List<Named> options = new ArrayList<>();
    private Optional<String> ofMachine = Optional.empty();
    private final List<String> messages = new ArrayList<>();

    /** Without any option the accelerator is TCG. Devices of the host are in that directory. */
    AcceleratorOptions(Path devices) {
        this.devices = devices;
    }

    /** Takes the argument of {@code -accel}. */
    void option(String word, String text, String name) {
        options.add(new Named(name, word + " " + text + ": "));
    }

    /** Takes names with colons in between; the last call counts. */
    void ofMachine(String names) {
        ofMachine = Optional.of(names);
    }

    /**
     * {@return the accelerator of the machine}
     *
     * @throws IllegalArgumentException with a line for each that the host does not offer, if it offers none
     */
    Accelerator choose() {
        if (ofMachine.isPresent() && !options.isEmpty()) {
            throw new IllegalArgumentException("The -accel and \"-machine accel=\" options are incompatible");
        }
        for (Named named : candidates()) {
            if (isOffered(named)) {
                return chosen(named);
            }
        }
        throw new IllegalArgumentException(messages.isEmpty() ? "no accelerator found" : String.join("\n", messages));
    }

    /** {@return what QEMU prints when it takes another accelerator than the first} */
    List<String> messages() {
        return List.copyOf(messages);
    }

    /** Names of {@code -machine} that are none are left out first. */
    private List<Named> candidates() {
        if (ofMachine.isEmpty()) {
            return options.isEmpty() ? List.of(new Named("tcg", "")) : options;
        }
        List<Named> candidates = new ArrayList<>();
        if (!ofMachine.get().isEmpty()) {
            for (String name : ofMachine.get().split(":", -1)) {
                Named named = new Named(name, "");
                if (isKnown(named)) {
                    candidates.add(named);
                }
            }
        }
        return candidates;
    }

    private boolean isKnown(Named named) {
        if (!KNOWN.containsKey(named.name())) {
            messages.add(named.prefix() + "invalid accelerator " + named.name());
            return false;
        }
        return true;
    }

    private boolean isOffered(Named named) {
        if (!isKnown(named)) {
            return false;
        }
        return switch (accelerator(named)) {
            case KVM -> opens(named, "kvm", "Could not access KVM kernel module: ");
            case MSHV -> opens(named, "mshv", "Failed to open /dev/mshv: ");
            default -> true;
        };
    }

    private static Accelerator accelerator(Named known) {
        return Objects.requireNonNull(KNOWN.get(known.name()));
    }

    private boolean opens(Named named, String device, String failure) {
        Optional<String> reason = HostDevice.refusal(devices.resolve(device));
        reason.ifPresent(text -> {
            messages.add(named.prefix() + failure + text);
            messages.add(named.prefix() + "failed to initialize " + named.name() + ": " + text);
        });
        return reason.isEmpty();
    }

    private Accelerator chosen(Named named) {
        Accelerator chosen = accelerator(named);
        if (!messages.isEmpty()) {
            messages.add("falling back to " + (chosen == Accelerator.KVM ? "KVM" : named.name()));
        }
        return chosen;
    }
}
