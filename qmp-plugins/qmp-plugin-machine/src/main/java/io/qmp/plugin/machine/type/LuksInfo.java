package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import io.qmp.api.type.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an image is encrypted with LUKS.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public record LuksInfo(
        Cipher cipherAlg,
        CipherMode cipherMode,
        IvGenerator ivgenAlg,
        @Nullable Hash ivgenHashAlg,
        Hash hashAlg,
        boolean detachedHeader,
        long payloadOffset,
        long masterKeyIters,
        String uuid,
        List<Slot> slots) {

    /** A cipher. */
    public enum Cipher {
        AES_128,
        AES_192,
        AES_256,
        DES,
        @WireName("3des")
        _3DES,
        CAST5_128,
        SERPENT_128,
        SERPENT_192,
        SERPENT_256,
        TWOFISH_128,
        TWOFISH_192,
        TWOFISH_256,
        SM4
    }

    /** How a cipher is used. */
    public enum CipherMode {
        ECB,
        CBC,
        XTS,
        CTR
    }

    /** How initialisation vectors are made. */
    public enum IvGenerator {
        PLAIN,
        PLAIN64,
        ESSIV
    }

    /** A hash algorithm. */
    public enum Hash {
        MD5,
        SHA1,
        SHA224,
        SHA256,
        SHA384,
        SHA512,
        RIPEMD160,
        SM3
    }

    /** A key slot. */
    public record Slot(
            boolean active, @Nullable Long iters, @Nullable Long stripes, long keyOffset) {}
}
