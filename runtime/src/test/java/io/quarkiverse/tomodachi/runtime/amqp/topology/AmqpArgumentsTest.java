package io.quarkiverse.tomodachi.runtime.amqp.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AmqpArgumentsTest {

    @Test
    void takesTheTypeThatBrokersKnow() {
        assertThat(AmqpArguments.value("x-max-length", "10", "AUTO")).isEqualTo(10);
        assertThat(AmqpArguments.value("x-max-length-bytes", "3000000000", "INTEGER")).isEqualTo(3_000_000_000L);
        assertThat(AmqpArguments.value("x-dead-letter-routing-key", "10", "AUTO")).isEqualTo("10");
        assertThat(AmqpArguments.value("x-overflow", "reject-publish", "TEXT")).isEqualTo("reject-publish");
        assertThat(AmqpArguments.value("x-match", "any", "AUTO")).isEqualTo("any");
    }

    @Test
    void looksAtTheValueOfOthers() {
        assertThat(AmqpArguments.value("x-own", "true", "AUTO")).isEqualTo(true);
        assertThat(AmqpArguments.value("x-own", "-7", "AUTO")).isEqualTo(-7);
        assertThat(AmqpArguments.value("x-own", "7.5", "AUTO")).isEqualTo("7.5");
        assertThat(AmqpArguments.value("x-own", "12345678901234567890", "AUTO")).isEqualTo("12345678901234567890");
        assertThat(AmqpArguments.value("x-own", "7", "TEXT")).isEqualTo("7");
        assertThat(AmqpArguments.value("x-own", "", "AUTO")).isEqualTo("");
    }

    @Test
    void saysWhatIsAllowed() {
        refused("x-max-length", "many", "AUTO", "x-max-length, which is a whole number, not many");
        refused("x-max-length", "-1", "AUTO", "a whole number from 0 on, not -1");
        refused("x-expires", "4294967296", "AUTO", "a whole number from 1 to 4294967295");
        refused("x-max-length", "1", "TEXT", "of type INTEGER, not TEXT");
        refused("x-overflow", "drop-tail", "AUTO", "one of [drop-head, reject-publish, reject-publish-dlx], not drop-tail");
        refused("x-own", "yes", "BOOLEAN", "true or false, not yes");
        refused("x-own", "1.5", "INTEGER", "a whole number, not 1.5");
    }

    private static void refused(String name, String value, String type, String message) {
        assertThatThrownBy(() -> AmqpArguments.value(name, value, type)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
