package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import io.qmp.api.type.WireName;

/**
 * The architectures that are emulated.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum SysEmuTarget {
    AARCH64,
    ALPHA,
    ARM,
    AVR,
    HPPA,
    I386,
    LOONGARCH64,
    M68K,
    MICROBLAZE,
    MICROBLAZEEL,
    MIPS,
    MIPS64,
    MIPS64EL,
    MIPSEL,
    OR1K,
    PPC,
    PPC64,
    RISCV32,
    RISCV64,
    RX,
    S390X,
    SH4,
    SH4EB,
    SPARC,
    SPARC64,
    TRICORE,
    @WireName("x86_64")
    X86_64,
    XTENSA,
    XTENSAEB
}
