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

    @Test
    void doesNotChangeOnceBuilt() {
        Response.Builder builder = Response.ok().header("A", "1");
        Response first = builder.body("x");
        first.headers().add("A", "2").set("B", "3");
        Response second = builder.header("C", "4").charset("utf-8").build();
        assertThat(first.headers().getAll("a")).containsExactly("1");
        assertThat(first.headers().names()).containsExactly("A");
        assertThat(second.headers().get("C")).isEqualTo("4");
    }
}
