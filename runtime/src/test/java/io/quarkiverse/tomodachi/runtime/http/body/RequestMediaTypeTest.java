package io.quarkiverse.tomodachi.runtime.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class RequestMediaTypeTest {

    @Test
    void readsNameAndCharset() {
        assertThat(RequestMediaType.parse(null)).isEqualTo(new RequestMediaType("", null));
        assertThat(RequestMediaType.parse("application/json")).isEqualTo(new RequestMediaType("application/json", null));
        assertThat(RequestMediaType.parse(" Text/HTML ; Charset = \"iso-8859-1\" "))
                .isEqualTo(new RequestMediaType("text/html", "iso-8859-1"));
        assertThat(RequestMediaType.parse("a/b; x=\"; charset=no\\\"; charset=no\"; charset=utf-8").charset())
                .isEqualTo("utf-8");
        for (String odd : List.of(";", ";;", "a/b;charset", "a/b;=x", "a/b; xcharset=y", "a/b; x=\"open; charset=z")) {
            assertThat(RequestMediaType.parse(odd).charset()).as(odd).isNull();
        }
    }

    @Test
    void tellsKindsOfBodies() {
        for (String json : List.of("application/json", "text/json", "application/problem+json; charset=utf-8")) {
            assertThat(RequestMediaType.parse(json).isJson()).as(json).isTrue();
        }
        assertThat(RequestMediaType.parse("application/jsonp").isJson()).isFalse();
        assertThat(RequestMediaType.parse("multipart/form-data; boundary=x").isForm()).isTrue();
        assertThat(RequestMediaType.parse("application/xml").isUnspecific()).isFalse();
        assertThat(RequestMediaType.parse(null).isUnspecific()).isTrue();
    }
}
