package io.qmp.api.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

/** Names as the JDK writes them. A rule goes by the common name, so no other attribute may be taken for one. */
class DistinguishedNameTest {
    private static Optional<String> commonName(String subject) {
        return DistinguishedName.commonName(new X500Principal(subject).getName(X500Principal.RFC2253));
    }

    @Test
    void theMostSpecificCommonNameCounts() {
        assertThat(commonName("CN=a, O=b")).isEqualTo(Optional.of("a"));
        assertThat(commonName("O=b, CN=a")).isEqualTo(Optional.of("a"));
        assertThat(commonName("CN=inner, O=b, CN=outer")).isEqualTo(Optional.of("inner"));
        assertThat(commonName("OU=x+CN=a, O=b")).isEqualTo(Optional.of("a"));
        assertThat(commonName("O=b")).isEqualTo(Optional.empty());
        assertThat(commonName("")).isEqualTo(Optional.empty());
    }

    @Test
    void escapesAreUndone() {
        assertThat(commonName("CN=\"a,b+c\\\\d\\\"e\"")).isEqualTo(Optional.of("a,b+c\\d\"e"));
        assertThat(commonName("CN=\"#a\"")).isEqualTo(Optional.of("#a"));
        assertThat(commonName("CN=Zoë \uD83D\uDE00")).isEqualTo(Optional.of("Zoë \uD83D\uDE00"));
    }

    @Test
    void noOtherAttributePassesForACommonName() {
        assertThat(commonName("O=\"x,CN=admin\"")).isEqualTo(Optional.empty());
        assertThat(commonName("O=\"x+CN=admin\"")).isEqualTo(Optional.empty());
        assertThat(commonName("O=\"x\\\\,CN=admin\"")).isEqualTo(Optional.empty());
        assertThat(commonName("O=\"CN=admin\", CN=me")).isEqualTo(Optional.of("me"));
        assertThat(commonName("2.5.4.10=CN")).isEqualTo(Optional.empty());
    }
}
