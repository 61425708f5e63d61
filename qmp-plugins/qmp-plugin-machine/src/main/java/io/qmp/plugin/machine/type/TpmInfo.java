package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * A TPM device.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public record TpmInfo(String id, Model model, TpmTypeOptions options) {

    /** The models of TPM devices. */
    public enum Model {
        TPM_TIS,
        TPM_CRB,
        TPM_SPAPR
    }
}
