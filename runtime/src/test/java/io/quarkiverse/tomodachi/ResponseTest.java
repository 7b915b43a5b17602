package io.quarkiverse.tomodachi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ResponseTest {

    @Test
    void refusesHeadersThatCannotBeSent() {
        assertThat(Response.ok().header("X-Name", "åäö").build().headers().get("x-name")).isEqualTo("åäö");
        assertThatIllegalArgumentException().isThrownBy(() -> Response.status(302).header("Location", "/茶"))
                .withMessageContaining("ISO 8859-1");
        assertThatIllegalArgumentException().isThrownBy(() -> Response.ok().header("", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Response.ok().header("X Y", "1").header("X:Y", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Response.ok().header("X", "1\r\nY: 2"));
        assertThatIllegalArgumentException().isThrownBy(() -> Response.ok().contentType("text/茶"));
    }
}
