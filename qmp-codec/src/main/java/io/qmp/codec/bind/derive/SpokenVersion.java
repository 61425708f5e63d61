package io.qmp.codec.bind.derive;

import io.qmp.api.message.VersionRange;
import io.qmp.api.message.VersionTriple;
import java.lang.reflect.AnnotatedElement;
import org.jspecify.annotations.Nullable;

/**
 * Which members and values there are: those of one version of a program, or all of them.
 *
 * @param version the version that a server behaves as; {@code null} for all that a peer may have, of which what
 *     {@linkplain VersionRange#isFormer older ones} have is not for current ones
 */
public record SpokenVersion(@Nullable VersionTriple version) {
    /** All that a peer may have. */
    public static final SpokenVersion ANY = new SpokenVersion(null);

    /** {@return whether this is one version} */
    boolean isOne() {
        return version != null;
    }

    /** {@return whether it does not have a component or a value} */
    boolean lacks(AnnotatedElement declaration) {
        VersionRange range = VersionRange.of(declaration);
        return version == null ? range.isFormer() : !range.has(version);
    }
}
