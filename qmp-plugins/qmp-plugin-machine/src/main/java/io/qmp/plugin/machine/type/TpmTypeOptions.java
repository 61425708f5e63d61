package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import io.qmp.api.type.Case;
import io.qmp.api.type.Union;
import org.jspecify.annotations.Nullable;

/**
 * The backend of a TPM device.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@Union(tag = "type", type = TpmTypeOptions.Kind.class)
public sealed interface TpmTypeOptions {
    /** The host's own. */
    @Case("passthrough")
    record Passthrough(PassthroughData data) implements TpmTypeOptions {}

    /** An emulator. */
    @Case("emulator")
    record Emulator(EmulatorData data) implements TpmTypeOptions {}

    /** The kinds of TPM backends. */
    enum Kind {
        PASSTHROUGH,
        EMULATOR
    }

    /** The host's own TPM. */
    record PassthroughData(@Nullable String path, @Nullable String cancelPath) {}

    /** A TPM emulator. */
    record EmulatorData(String chardev) {}
}
