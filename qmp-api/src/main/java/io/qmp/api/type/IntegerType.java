package io.qmp.api.type;

import io.qmp.api.Stable;

/**
 * The integer types of QMP. Introspection shows all of them as {@code int}.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public enum IntegerType {
    /** From -2<sup>63</sup> to 2<sup>63</sup>-1; QMP's {@code int}, the type of a plain {@code long}. */
    INT64,
    /** From -128 to 127. */
    INT8,
    /** From -32768 to 32767. */
    INT16,
    /** From -2<sup>31</sup> to 2<sup>31</sup>-1. */
    INT32,
    /** From 0 to 255. */
    UINT8,
    /** From 0 to 65535. */
    UINT16,
    /** From 0 to 2<sup>32</sup>-1. */
    UINT32,
    /**
     * From 0 to 2<sup>64</sup>-1. In a {@code long} the upper half is negative: see {@link Long#toUnsignedString}.
     * Negative numbers are accepted on input and taken modulo 2<sup>64</sup>, as QEMU does.
     */
    UINT64,
    /** A number of bytes: as {@link #UINT64}. */
    SIZE
}
