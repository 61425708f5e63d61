package io.qmp.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

/** Names as the JDK writes them. A rule goes by the common name, so no other attribute may pass for one. */
class DistinguishedNameTest {
    private static Optional<String> commonName(String subject) {
        return DistinguishedName.commonName(new X500Principal(subject).getName(X500Principal.RFC2253));
    }

    @Test
    void theMostSpecificCommonNameCounts() {
        assertEquals(Optional.of("a"), commonName("CN=a, O=b"));
        assertEquals(Optional.of("a"), commonName("O=b, CN=a"));
        assertEquals(Optional.of("inner"), commonName("CN=inner, O=b, CN=outer"));
        assertEquals(Optional.of("a"), commonName("OU=x+CN=a, O=b"));
        assertEquals(Optional.empty(), commonName("O=b"));
        assertEquals(Optional.empty(), commonName(""));
    }

    @Test
    void escapesAreUndone() {
        assertEquals(Optional.of("a,b+c\\d\"e"), commonName("CN=\"a,b+c\\\\d\\\"e\""));
        assertEquals(Optional.of("#a"), commonName("CN=\"#a\""));
        assertEquals(Optional.of("Zoë \uD83D\uDE00"), commonName("CN=Zoë \uD83D\uDE00"));
    }

    @Test
    void noOtherAttributePassesForACommonName() {
        assertEquals(Optional.empty(), commonName("O=\"x,CN=admin\""));
        assertEquals(Optional.empty(), commonName("O=\"x+CN=admin\""));
        assertEquals(Optional.empty(), commonName("O=\"x\\\\,CN=admin\""));
        assertEquals(Optional.of("me"), commonName("O=\"CN=admin\", CN=me"));
        assertEquals(Optional.empty(), commonName("2.5.4.10=CN"));
    }
}
