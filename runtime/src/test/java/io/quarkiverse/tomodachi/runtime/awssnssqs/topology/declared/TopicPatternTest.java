package io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;

class TopicPatternTest {

    private static final String ARN = "arn:aws:sns:eu-west-1:123456789012:";

    private static boolean fits(String pattern, String topic) {
        String arn = ARN + AwsNames.encodeTopic(topic);
        return new TopicPattern(AwsNames.encodeTopic(pattern)).select(List.of(arn)).equals(List.of(arn));
    }

    @ParameterizedTest
    @CsvSource({ "order.*, order.paid, true", "order.*, order., true", "order.*, order.paid.late, false",
            "order.#, order.paid.late, true", "order.#, order., true", "order.#, order, false", "#, a.b.c, true",
            "*, a-b_c, true", "*, a.b, false", "*.paid, order.paid, true", "*.*, a.b, true", "*.*, a.b.c, false",
            "a*z, a-z, true", "a*z, az, true", "a*z, a.z, false", "order*, order.fifo, false",
            "order*.fifo, order-1.fifo, true",
            "order*.fifo, order-1, false", "ö*, ör, true", "ö*, or, false", "*, ö, true", "a+*, a+b, true", "a+*, aab, false" })
    void topics_that_fit(String pattern, String topic, boolean expected) {
        assertThat(fits(pattern, topic)).isEqualTo(expected);
    }

    @Test
    void topics_are_selected_by_their_names_and_in_order() {
        assertThat(new TopicPattern("sns*").select(List.of(ARN + "sns-b", ARN + "other", ARN + "sns-a")))
                .containsExactly(ARN + "sns-a", ARN + "sns-b");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a*", "#", "a.*.b" })
    void names_with_wildcards_are_patterns(String topic) {
        assertThat(TopicPattern.isPattern(topic)).isTrue();
        assertThat(TopicPattern.problem(AwsNames.encodeTopic(topic))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "", "arn:aws:sns:eu-west-1:123456789012:a*" })
    void other_names_are_none(String topic) {
        assertThat(TopicPattern.isPattern(topic)).isFalse();
    }

    @Test
    void source_of_several_topics_is_what_their_names_share() {
        assertThat(TopicPattern.commonSource(List.of(ARN + "a-1"))).isEqualTo(ARN + "a-1");
        assertThat(TopicPattern.commonSource(List.of(ARN + "a-1", ARN + "a-2"))).isEqualTo(ARN + "a-*");
        assertThat(TopicPattern.commonSource(List.of(ARN + "a", ARN + "ab"))).isEqualTo(ARN + "a*");
        assertThat(TopicPattern.commonSource(List.of(ARN + "a", ARN + "b"))).isEqualTo(ARN + "*");
    }
}
