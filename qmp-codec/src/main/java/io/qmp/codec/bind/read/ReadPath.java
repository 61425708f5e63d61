package io.qmp.codec.bind.read;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.Lenience;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.QmpError;
import io.qmp.api.type.Feature;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The position in a value that is being read, and the mode of reading. Makes the errors for this position in QEMU's
 * words: most texts have the whole path ({@code actions[0].data}), some the last name only, which is {@code null} for
 * an element of an array.
 */
public final class ReadPath {
    /**
     * The nesting up to which values are read. Types may refer to themselves, so that the peer decides how deep a
     * value is; the limit is far beyond what commands use, and small enough for the stack of any thread.
     */
    private static final int DEEPEST = 512;

    private final @Nullable ReadPath outer;
    private final @Nullable String name;
    private final int index;
    private final ReadMode mode;
    private final int depth;

    /** The path of a whole value. */
    public ReadPath(ReadMode mode) {
        this.outer = null;
        this.name = null;
        this.index = 0;
        this.mode = mode;
        this.depth = 0;
    }

    private ReadPath(ReadPath outer, @Nullable String name, int index) {
        this.outer = outer;
        this.name = name;
        this.index = index;
        this.mode = outer.mode;
        this.depth = outer.depth + 1;
        if (depth > DEEPEST) {
            throw fault("JSON nesting depth limit exceeded");
        }
    }

    private ReadPath(ReadMode mode, int depth) {
        this.outer = new ReadPath(mode);
        this.name = null;
        this.index = 0;
        this.mode = mode;
        this.depth = depth;
    }

    /** A path of this depth without names, for reading that reports nothing. */
    static ReadPath unnamed(ReadMode mode, int depth) {
        return new ReadPath(mode, depth);
    }

    /** The path of a member. */
    public ReadPath member(String name) {
        return new ReadPath(this, name, 0);
    }

    /**
     * The path of a member that the policy accepts.
     *
     * @throws BindingException if the policy rejects the member
     */
    public ReadPath accepted(String name, Set<String> features) {
        checkPolicy(features, "parameter", name);
        return member(name);
    }

    /** The path of an element of an array. */
    public ReadPath element(int index) {
        return new ReadPath(this, null, index);
    }

    /** Whether values must fit their types. */
    public boolean isStrict() {
        return mode.policy() != null;
    }

    /**
     * Checks an element of this value against the policy.
     *
     * @param what {@code parameter} or {@code value}
     * @param text its name
     * @throws BindingException if the policy rejects the element
     */
    public void checkPolicy(Set<String> features, String what, String text) {
        CompatPolicy policy = mode.policy();
        if (policy == null || features.isEmpty()) {
            return;
        }
        policy.rejects(features).ifPresent(feature -> {
            String kind = feature.equals(Feature.DEPRECATED) ? "Deprecated " : "Unstable ";
            throw fault(kind + what + " " + text + " disabled by policy");
        });
    }

    /**
     * Reports the members of an object that are not known: to the listener when reading leniently.
     *
     * @throws BindingException for the one that QEMU reports, when reading strictly
     */
    public void unexpected(QmpObject object, KnownMembers known) {
        if (isStrict()) {
            throw member(UnexpectedMember.first(object, known)).unexpected();
        }
        if (mode.isHeard()) {
            known.others(object).members().forEach((name, value) -> member(name).dropped(value));
        }
    }

    /** Reports that this value is left out. */
    public void dropped(QmpValue value) {
        tell(Lenience.What.DROPPED, value);
    }

    /** Reports that a mandatory member of this value is absent. */
    public void absent(String name) {
        if (mode.isHeard()) {
            member(name).tell(Lenience.What.ABSENT, null);
        }
    }

    private void tell(Lenience.What what, @Nullable QmpValue value) {
        if (mode.isHeard()) {
            mode.tell(what, path(new StringBuilder()).toString(), value);
        }
    }

    /**
     * Reports that this value does not fit its type.
     *
     * @return {@code null}, in place of the value, when reading leniently
     * @throws BindingException when reading strictly, and for a whole value
     */
    private @Nullable Object misfit(QmpValue value, String desc) {
        if (isStrict() || outer == null) {
            throw fault(desc);
        }
        tell(Lenience.What.MISFIT, value);
        return null;
    }

    public BindingException missing() {
        return fault("Parameter '" + path() + "' is missing");
    }

    public BindingException unexpected() {
        return fault("Parameter '" + path() + "' is unexpected");
    }

    @Nullable
    public Object wrongType(QmpValue value, String expected) {
        return misfit(value, "Invalid parameter type for '" + path() + "', expected: " + expected);
    }

    @Nullable
    public Object wrongAlternate(QmpValue value, String expected) {
        return misfit(value, "Invalid parameter type for '" + name + "', expected: " + expected);
    }

    @Nullable
    public Object notUnsigned(QmpValue value) {
        return misfit(value, "Parameter '" + path() + "' expects uint64");
    }

    @Nullable
    public Object outOfRange(QmpValue value, String expected) {
        return misfit(value, "Parameter '" + name + "' expects " + expected);
    }

    public BindingException notAccepted(String value) {
        return fault("Parameter '" + name + "' does not accept value '" + value + "'");
    }

    private static BindingException fault(String desc) {
        return new BindingException(QmpError.generic(desc));
    }

    private String path() {
        return outer == null ? "null" : path(new StringBuilder()).toString();
    }

    private StringBuilder path(StringBuilder path) {
        if (outer == null) {
            return path;
        }
        outer.path(path);
        if (name == null) {
            return path.append('[').append(index).append(']');
        }
        return (path.length() == 0 ? path : path.append('.')).append(name);
    }
}
