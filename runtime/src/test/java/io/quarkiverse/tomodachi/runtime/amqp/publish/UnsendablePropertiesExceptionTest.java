package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;

class UnsendablePropertiesExceptionTest {

    @Test
    void tells_how_much_is_too_much() throws IOException {
        BasicProperties properties = new BasicProperties.Builder().headers(Map.of("header", "x".repeat(1_000))).build();
        int size = properties.toFrame(1, 0).size();

        assertThatCode(() -> UnsendablePropertiesException.check(properties, size)).doesNotThrowAnyException();
        assertThatCode(() -> UnsendablePropertiesException.check(properties, 0)).doesNotThrowAnyException();
        Throwable failure = catchThrowable(() -> UnsendablePropertiesException.check(properties, size - 7));
        assertThat(failure).hasMessage("its headers and properties take " + size + " bytes, the broker allows " + (size - 7));
        assertThat(UnsendablePropertiesException.excess(new IllegalStateException(failure))).isEqualTo(7);
        assertThat(UnsendablePropertiesException.excess(new IOException())).isZero();
    }

    /** A broker lets any 255 bytes be a name; where they are no UTF-8, there are more of them when it is written again. */
    @Test
    void tells_what_has_no_form() {
        BasicProperties name = new BasicProperties.Builder().headers(Map.of("\uFFFD".repeat(255), "x")).build();
        BasicProperties id = new BasicProperties.Builder().headers(Map.of()).correlationId("\uFFFD".repeat(255)).build();

        for (BasicProperties properties : new BasicProperties[] { name, id }) {
            Throwable failure = catchThrowable(() -> UnsendablePropertiesException.check(properties, 0));
            assertThat(UnsendablePropertiesException.excess(failure)).isEqualTo(UnsendablePropertiesException.ALL);
        }
    }
}
