package io.quarkiverse.tomodachi.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandlerNamesTest {

    private final HandlerNames names = new HandlerNames();

    @Test
    void dependOnTransportServiceAndMethod() {
        assertThat(names.next("amqp", "shop", "shipOrder")).isEqualTo("amqp-shop-ship-order");
        assertThat(names.next("aws-sns-sqs", "shop", "shipOrder")).isEqualTo("aws-sns-sqs-shop-ship-order");
        assertThat(names.next("amqp", "two.words", "on")).isEqualTo("amqp-two-words-on");
    }

    @Test
    void haveNumbersFromTheSecondOn() {
        assertThat(names.next("amqp", "shop", "on")).isEqualTo("amqp-shop-on");
        assertThat(names.next("amqp", "shop", "other")).isEqualTo("amqp-shop-other");
        assertThat(names.next("amqp", "shop", "on")).isEqualTo("amqp-shop-on-2");
        assertThat(names.next("amqp", "shop", "on")).isEqualTo("amqp-shop-on-3");
    }

    @Test
    void areUniqueAcrossServices() {
        assertThat(names.next("amqp", "a-b", "c")).isEqualTo("amqp-a-b-c");
        assertThat(names.next("amqp", "a", "bC")).isEqualTo("amqp-a-b-c-2");
        assertThat(names.next("amqp", "a", "b_c_2")).isEqualTo("amqp-a-b-c-2-2");
    }
}
