package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

class SentBodyTest {

    @Test
    void characters_that_aws_does_not_take_are_escaped() throws Exception {
        String body = SentBody.write("\u0000 \uFFFE \uD83D å", "https://queue", Instant.EPOCH, Map.of());
        assertThat(body).contains("\"\\u0000 \\ufffe \\ud83d \\u00e5\"").isPrintable();
        assertThatCode(() -> MessageRules.checkPayload(body)).doesNotThrowAnyException();
        assertThat(ReceivedBody.parse(body).payload()).isEqualTo("\u0000 \uFFFE \uD83D å");
    }
}
