package io.quarkiverse.tomodachi.runtime.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class OriginPolicyTest {

    @Test
    void allowsTheSameHostByDefault() {
        OriginPolicy policy = new OriginPolicy(Optional.empty());
        assertThat(policy.allows(null, "shop.example")).isTrue();
        assertThat(policy.allows("https://shop.example", "shop.example")).isTrue();
        assertThat(policy.allows("https://Shop.example", "shop.example:443")).isTrue();
        assertThat(policy.allows("http://shop.example:80", "shop.example")).isTrue();
        assertThat(policy.allows("http://[::1]:8080", "[::1]:8080")).isTrue();
        for (String other : new String[] { "https://shop.example.evil", "https://evil", "https://evil/shop.example", "null", "",
                "shop.example", "https://shop.example:8443", "https://x@shop.example" }) {
            assertThat(policy.allows(other, "shop.example")).as(other).isFalse();
        }
        assertThat(policy.allows("https://shop.example", null)).isFalse();
    }

    @Test
    void allowsWhatIsNamed() {
        OriginPolicy policy = new OriginPolicy(Optional.of(List.of("https://a.example", " /https://.*\\.b\\.example/ ")));
        assertThat(policy.allows("https://a.example", "other")).isTrue();
        assertThat(policy.allows("https://x.b.example", "other")).isTrue();
        assertThat(policy.allows("https://other", "other")).isFalse();
        assertThat(policy.allows("https://x.b.example.evil", "other")).isFalse();
        assertThat(new OriginPolicy(Optional.of(List.of("*"))).allows("null", "other")).isTrue();
    }

    @Test
    void tellsWhatIsNoOrigin() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OriginPolicy(Optional.of(List.of("shop.example"))))
                .withMessageContaining("'shop.example' is no origin");
        assertThatIllegalArgumentException().isThrownBy(() -> new OriginPolicy(Optional.of(List.of("/[/"))))
                .withMessageContaining("no").withMessageContaining("regular expression");
    }
}
