package io.quarkiverse.tomodachi.runtime.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.runtime.json.JsonType;
import io.quarkiverse.tomodachi.runtime.message.argument.PayloadArgument;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadReader;

class PayloadArgumentTest {

    private final byte[] received = { 1, 2, 3 };

    /** Or what it made of them would come with the next attempt, or to the dead-letter queue. */
    @Test
    void handler_that_changes_its_bytes_does_not_change_the_message() {
        MessageInvocation invocation = new MessageInvocation(new RecordedDelivery("x", 1, false),
                new PayloadReader(new Bytes(), null), null);
        invocation.prepare();
        byte[] given = (byte[]) new PayloadArgument("data", new JsonType(byte[].class, List.of())).resolve(invocation);
        assertThat(given).containsExactly(1, 2, 3);
        Arrays.fill(given, (byte) 0);
        assertThat(received).containsExactly(1, 2, 3);
    }

    private final class Bytes implements MessageEnvelope {

        @Override
        public Parsed parse(String payload) {
            return new Parsed(received, MessageMetadata.NONE);
        }

        @Override
        public String build(ServiceContext service, String topic, Object data) {
            throw new UnsupportedOperationException();
        }
    }
}
