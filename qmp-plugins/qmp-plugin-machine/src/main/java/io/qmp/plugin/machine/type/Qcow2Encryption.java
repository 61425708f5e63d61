package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import io.qmp.api.type.Case;
import io.qmp.api.type.Union;
import io.qmp.plugin.machine.type.LuksInfo.Cipher;
import io.qmp.plugin.machine.type.LuksInfo.CipherMode;
import io.qmp.plugin.machine.type.LuksInfo.Hash;
import io.qmp.plugin.machine.type.LuksInfo.IvGenerator;
import io.qmp.plugin.machine.type.LuksInfo.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a qcow2 image is encrypted.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@Union(tag = "format", type = Qcow2Encryption.Format.class)
public sealed interface Qcow2Encryption {
    /** By LUKS. */
    @Case("luks")
    record Luks(
            Cipher cipherAlg,
            CipherMode cipherMode,
            IvGenerator ivgenAlg,
            @Nullable Hash ivgenHashAlg,
            Hash hashAlg,
            boolean detachedHeader,
            long payloadOffset,
            long masterKeyIters,
            String uuid,
            List<Slot> slots)
            implements Qcow2Encryption {}

    /** By the old AES scheme. */
    @Case("aes")
    record Aes() implements Qcow2Encryption {}

    /** The kinds of encryption. */
    enum Format {
        AES,
        LUKS
    }
}
