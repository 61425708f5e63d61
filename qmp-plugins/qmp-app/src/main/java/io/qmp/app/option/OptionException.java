package io.qmp.app.option;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The command line asks for what cannot be done. The texts are QEMU's where QEMU has one. */
public final class OptionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    /**
     * Makes the exception.
     *
     * @param reasons what is wrong, the cause before its effect; further lines of a reason are advice
     */
    public OptionException(String... reasons) {
        this(List.of(reasons));
    }

    private OptionException(List<String> reasons) {
        super(String.join("; ", reasons));
        this.reasons = reasons;
    }

    /**
     * {@return what a reader of options returns}
     *
     * @throws OptionException if it throws an {@link IllegalArgumentException}, with the same message
     */
    public static <T> T translate(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw new OptionException(String.valueOf(e.getMessage()));
        }
    }

    public List<String> reasons() {
        return reasons;
    }

    /** {@return this exception, with an effect of it} */
    public OptionException then(String effect) {
        List<String> more = new ArrayList<>(reasons);
        more.add(effect);
        return new OptionException(List.copyOf(more));
    }

    /** {@return this exception, naming the option} */
    public OptionException of(Option option) {
        return at(option.toString());
    }

    /** {@return this exception, naming where the wrong text is} */
    public OptionException at(String place) {
        return new OptionException(
                reasons.stream().map(reason -> place + ": " + reason).toList());
    }
}
