package io.qmp.codec.bind;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.Lenience;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.QmpError;
import io.qmp.api.value.QmpObject;
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
        if (features.isDeprecated() && policy.deprecatedInput() == CompatPolicy.Input.REJECT) {
            throw fault("Deprecated " + what + " " + text + " disabled by policy");
        }
        if (features.isUnstable() && policy.unstableInput() == CompatPolicy.Input.REJECT) {
            throw fault("Unstable " + what + " " + text + " disabled by policy");
        }
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
            known.others(object).members().forEach((name, value) -> member(name).dropped());
        }
    }

    /** The value here is left out. */
    void dropped() {
        if (manner.isHeard()) {
            manner.tell(Lenience.What.DROPPED, path(new StringBuilder()).toString());
        }
    }

    /** A member of what is here is not there, though it is mandatory. */
    void absent(String name) {
        if (manner.isHeard()) {
            manner.tell(Lenience.What.ABSENT, member(name).path());
        }
    }

    BindingException missing() {
        return fault("Parameter '" + path() + "' is missing");
    }

    BindingException unexpected() {
        return fault("Parameter '" + path() + "' is unexpected");
    }

    BindingException wrongType(String expected) {
        return fault("Invalid parameter type for '" + path() + "', expected: " + expected);
    }

    BindingException wrongAlternate(String expected) {
        return fault("Invalid parameter type for '" + name + "', expected: " + expected);
    }

    BindingException notUnsigned() {
        return fault("Parameter '" + path() + "' expects uint64");
    }

    BindingException outOfRange(String expected) {
        return fault("Parameter '" + name + "' expects " + expected);
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
