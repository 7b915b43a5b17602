package io.quarkiverse.tomodachi.runtime.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;

class BrokerFailuresTest {

    /** In the words of RabbitMQ 3.10. */
    @Test
    void tellsAnOutcomeThatCameTooLateFromOtherConflicts() {
        assertThat(BrokerFailures.isAcknowledgementTimeout(closed(406, "PRECONDITION_FAILED - delivery acknowledgement on"
                + " channel 1 timed out. Timeout value used: 1800000 ms. This timeout value can be configured"))).isTrue();
        assertThat(BrokerFailures.isAcknowledgementTimeout(closed(406, "PRECONDITION_FAILED - unknown delivery tag 7")))
                .isFalse();
        assertThat(
                BrokerFailures.isAcknowledgementTimeout(closed(320, "CONNECTION_FORCED - delivery acknowledgement timed out")))
                .isFalse();
        assertThat(BrokerFailures.isAcknowledgementTimeout(new ShutdownSignalException(false, true, null, null))).isFalse();
    }

    private static ShutdownSignalException closed(int code, String text) {
        return new ShutdownSignalException(false, false,
                new AMQP.Channel.Close.Builder().replyCode(code).replyText(text).classId(0).methodId(0).build(), null);
    }
}
