package io.qmp.codec.bind;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.Lenience;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.QmpError;
import io.qmp.api.type.Feature;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import org.jspecify.annotations.Nullable;

/**
 * Where in a value the reader is, and how strictly it reads. Words what is wrong there as QEMU does: most texts give
 * the path ({@code actions[0].data}), some the last name only, which is {@code null} for an element of an array.
 */
final class Place {
    /**
     * Far deeper than any command goes, and shallow enough for the stack of every thread, though not as deep as values
     * may be: types may refer to themselves, so that a peer decides how deep a value is.
     */
    private static final int DEEPEST = 512;

    private final @Nullable Place outer;
    private final @Nullable String name;
    private final int index;
    private final Manner manner;
    private final int depth;

    /** The place of a whole value. */
    Place(Manner manner) {
        this.outer = null;
        this.name = null;
        this.index = 0;
        this.manner = manner;
        this.depth = 0;
    }

    private Place(Place outer, @Nullable String name, int index) {
        this.outer = outer;
        this.name = name;
        this.index = index;
        this.manner = outer.manner;
        this.depth = outer.depth + 1;
        if (depth > DEEPEST) {
            throw fault("JSON nesting depth limit exceeded");
        }
    }

    Place member(String name) {
        return new Place(this, name, 0);
    }

    /** The place of a member that the policy lets pass. */
    Place given(Member member) {
        admit(member.features(), "parameter", member.name());
        return member(member.name());
    }

    Place element(int index) {
        return new Place(this, null, index);
    }

    boolean isStrict() {
        return manner.policy() != null;
    }

    /**
     * Checks that the policy lets pass what is here.
     *
     * @param what {@code parameter} or {@code value}
     * @param text how it is called
     */
    void admit(FeatureSet features, String what, String text) {
        CompatPolicy policy = manner.policy();
        if (policy == null || features == FeatureSet.NONE) {
            return;
        }
        policy.rejects(features.names()).ifPresent(feature -> {
            String kind = feature.equals(Feature.DEPRECATED) ? "Deprecated " : "Unstable ";
            throw fault(kind + what + " " + text + " disabled by policy");
        });
    }

    /**
     * Deals with members that an object has besides those of its type.
     *
     * @throws BindingException for one of them, when reading strictly
     */
    void leftover(QmpObject object, Known known) {
        if (isStrict()) {
            throw member(Leftovers.first(object, known)).unexpected();
        }
        if (manner.isHeard()) {
            known.others(object).members().forEach((name, value) -> member(name).dropped(value));
        }
    }

    /** The value here is left out. */
    void dropped(QmpValue value) {
        tell(Lenience.What.DROPPED, value);
    }

    /** A member of what is here is not there, though it is mandatory. */
    void absent(String name) {
        if (manner.isHeard()) {
            member(name).tell(Lenience.What.ABSENT, null);
        }
    }

    private void tell(Lenience.What what, @Nullable QmpValue value) {
        if (manner.isHeard()) {
            manner.tell(what, path(new StringBuilder()).toString(), value);
        }
    }

    /**
     * The value here does not fit its type.
     *
     * @return {@code null}, which stands for it, when reading leniently
     * @throws BindingException when reading strictly, and for a whole value
     */
    private @Nullable Object misfit(QmpValue value, String desc) {
        if (isStrict() || outer == null) {
            throw fault(desc);
        }
        tell(Lenience.What.MISFIT, value);
        return null;
    }

    BindingException missing() {
        return fault("Parameter '" + path() + "' is missing");
    }

    BindingException unexpected() {
        return fault("Parameter '" + path() + "' is unexpected");
    }

    @Nullable
    Object wrongType(QmpValue value, String expected) {
        return misfit(value, "Invalid parameter type for '" + path() + "', expected: " + expected);
    }

    @Nullable
    Object wrongAlternate(QmpValue value, String expected) {
        return misfit(value, "Invalid parameter type for '" + name + "', expected: " + expected);
    }

    @Nullable
    Object notUnsigned(QmpValue value) {
        return misfit(value, "Parameter '" + path() + "' expects uint64");
    }

    @Nullable
    Object outOfRange(QmpValue value, String expected) {
        return misfit(value, "Parameter '" + name + "' expects " + expected);
    }

    BindingException notAccepted(String value) {
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
