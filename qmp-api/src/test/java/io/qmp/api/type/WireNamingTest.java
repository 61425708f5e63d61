package io.qmp.api.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireNamingTest {
    enum Cause {
        GUEST_RESET,
        @WireName("3des")
        TRIPLE_DES
    }

    @Test
    void namesFollowFromJavaNames() {
        assertThat(WireNaming.member("nodeName")).isEqualTo("node-name");
        assertThat(WireNaming.member("id")).isEqualTo("id");
        assertThat(WireNaming.enumValue(Cause.GUEST_RESET)).isEqualTo("guest-reset");
    }

    @Test
    void aGivenNameCounts() {
        assertThat(WireNaming.enumValue(Cause.TRIPLE_DES)).isEqualTo("3des");
    }

    @Test
    void anOpenValueIsItsText() {
        assertThat(Open.unknown("3des")).isEqualTo(Open.of(Cause.TRIPLE_DES));
        assertThat(Open.unknown("3des").hashCode())
                .isEqualTo(Open.of(Cause.TRIPLE_DES).hashCode());
        assertThat(Open.of(Cause.GUEST_RESET).is(Cause.GUEST_RESET)).isTrue();
        assertThat(Open.<Cause>unknown("later").known().isEmpty()).isTrue();
    }
}
