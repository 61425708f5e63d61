package io.qmp.plugin.machine.type;

import static io.qmp.api.type.IntegerType.UINT32;
import static io.qmp.api.type.IntegerType.UINT64;

import io.qmp.api.Experimental;
import io.qmp.api.type.Case;
import io.qmp.api.type.IntType;
import io.qmp.api.type.Union;

/**
 * What a guest tells of its panic.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@Union(tag = "type", type = GuestPanicInformation.Kind.class)
public sealed interface GuestPanicInformation {
    /** Of a guest that speaks to Hyper-V. */
    @Case("hyper-v")
    record HyperV(
            @IntType(UINT64) long arg1,
            @IntType(UINT64) long arg2,
            @IntType(UINT64) long arg3,
            @IntType(UINT64) long arg4,
            @IntType(UINT64) long arg5)
            implements GuestPanicInformation {}

    /** Of an s390x guest. */
    @Case("s390")
    record S390(
            @IntType(UINT32) long core,
            @IntType(UINT64) long pswMask,
            @IntType(UINT64) long pswAddr,
            S390Reason reason) implements GuestPanicInformation {}

    /** The kinds of guests that tell more. */
    enum Kind {
        HYPER_V,
        S390
    }

    /** Why an s390x guest crashed. */
    enum S390Reason {
        UNKNOWN,
        DISABLED_WAIT,
        EXTINT_LOOP,
        PGMINT_LOOP,
        OPINT_LOOP
    }
}
