package io.qmp.api.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WireNamingTest {
    enum Cause {
        GUEST_RESET,
        @WireName("3des")
        TRIPLE_DES
    }

    @Test
    void namesFollowFromJavaNames() {
        assertEquals("node-name", WireNaming.member("nodeName"));
        assertEquals("id", WireNaming.member("id"));
        assertEquals("guest-reset", WireNaming.enumValue(Cause.GUEST_RESET));
    }

    @Test
    void aGivenNameCounts() {
        assertEquals("3des", WireNaming.enumValue(Cause.TRIPLE_DES));
    }

    @Test
    void anOpenValueIsItsText() {
        assertEquals(Open.of(Cause.TRIPLE_DES), Open.unknown("3des"));
        assertEquals(Open.of(Cause.TRIPLE_DES).hashCode(), Open.unknown("3des").hashCode());
        assertTrue(Open.of(Cause.GUEST_RESET).is(Cause.GUEST_RESET));
        assertTrue(Open.<Cause>unknown("later").known().isEmpty());
    }
}
