package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;

class ReceivedBodyTest {

    private static final String NOTIFICATION = "{\"Type\": \"Notification\", \"MessageId\": \"id\", \"TopicArn\":"
            + " \"arn:aws:sns:eu-west-1:1:pre-a___2e_b\", \"Message\": \"text\", \"Timestamp\": \"now\"}";

    private static final BodyForm NOTIFICATIONS = new BodyForm("pre-", false);
    private static final BodyForm RAW = new BodyForm("pre-", true);

    @Test
    void notification_is_taken_apart_in_both_forms() {
        for (BodyForm form : new BodyForm[] { NOTIFICATIONS, RAW }) {
            ReceivedBody body = form.parse(NOTIFICATION);
            assertThat(body.payload()).isEqualTo("text");
            assertThat(body.messageId()).isEqualTo("id");
            assertThat(body.timestamp()).isEqualTo("now");
            assertThat(form.topic(body)).isEqualTo("a.b");
        }
    }

    @Test
    void what_was_sent_straight_to_the_queue_is_taken_apart_in_both_forms() throws JsonProcessingException {
        String sent = SentBody.write("text", "http://queue", Instant.EPOCH, Map.of());
        for (BodyForm form : new BodyForm[] { NOTIFICATIONS, RAW }) {
            ReceivedBody body = form.parse(sent);
            assertThat(body.payload()).isEqualTo("text");
            assertThat(body.type()).isEqualTo("Message");
            assertThat(form.topic(body)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"Message\": \"text\"}", "{\"Type\": \"Notification\", \"Message\": \"text\"}",
            "{\"Type\": \"Message\", \"Message\": \"text\", \"Version\": 2}" })
    void raw_payload_that_looks_like_a_wrapped_one_stays_whole(String payload) {
        assertThat(RAW.parse(payload).payload()).isEqualTo(payload);
        assertThat(NOTIFICATIONS.parse(payload).payload()).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "text", "{", "[1]", "{\"Message\": 1}", "{\"Message\": null}", "{\"message\": \"x\"}" })
    void anything_else_is_payload(String body) {
        assertThat(NOTIFICATIONS.parse(body).payload()).isEqualTo(body);
        assertThat(RAW.parse(body).payload()).isEqualTo(body);
    }
}
