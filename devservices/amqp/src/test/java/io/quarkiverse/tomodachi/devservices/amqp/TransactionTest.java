package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Channel;

/** Channels that hold back publishing and acknowledging until they commit. */
class TransactionTest extends BrokerTest {

    @Test
    void publishingWaitsForTheCommit() throws Exception {
        String queue = newQueue();
        Channel tx = connection.createChannel();
        tx.txSelect();
        tx.basicPublish("", queue, PLAIN, bytes("kept"));
        assertThat(tx.messageCount(queue)).isZero();
        tx.txCommit();
        assertThat(fetchText(queue)).isEqualTo("kept");
        tx.basicPublish("", queue, PLAIN, bytes("dropped"));
        tx.txRollback();
        tx.txCommit();
        assertThat(count(queue)).isZero();
    }

    @Test
    void acknowledgingWaitsForTheCommit() throws Exception {
        String queue = newQueue();
        send(queue, "1", "2");
        Channel tx = connection.createChannel();
        tx.txSelect();
        tx.basicGet(queue, false);
        tx.basicGet(queue, false);
        tx.basicAck(1, false);
        tx.txCommit();
        tx.basicAck(2, false);
        tx.txRollback();
        tx.close();
        assertThat(fetchText(queue)).isEqualTo("2");
        assertThat(count(queue)).isZero();
    }

    @Test
    void confirmsAndTransactionsExcludeEachOther() throws Exception {
        assertChannelClosed(406, "cannot switch from tx to confirm mode", ch -> {
            ch.txSelect();
            ch.confirmSelect();
        });
        assertChannelClosed(406, "cannot switch from confirm to tx mode", ch -> {
            ch.confirmSelect();
            ch.txSelect();
        });
        assertChannelClosed(406, "channel is not transactional", Channel::txCommit);
    }
}
