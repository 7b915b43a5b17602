package io.quarkiverse.tomodachi.devservices.amqp;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.rabbitmq.client.Channel;

import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.WireWriter;

/** A client that asks for direct replies and then does not read them. */
final class SlowReplies {

    private static final String PSEUDO = "amq.rabbitmq.reply-to";
    private static final int REPLY_TO_FLAG = 1 << 9;

    private SlowReplies() {
    }

    /** Lets the client send a request, and answers where the replies go. */
    static String address(RawClient client, Channel server) throws IOException {
        String queue = server.queueDeclare().getQueue();
        client.method(1, MethodId.BASIC_CONSUME, new WireWriter().shortInt(0).shortString(PSEUDO).shortString("replies")
                .bit(false).bit(true).bit(false).bit(false).longInt(0));
        client.expect(MethodId.BASIC_CONSUME_OK);
        client.method(1, MethodId.BASIC_PUBLISH, new WireWriter().shortInt(0).shortString("").shortString(queue).octet(0));
        client.frame(Frame.HEADER, 1, new WireWriter().shortInt(60).shortInt(0).longLong(0).shortInt(REPLY_TO_FLAG)
                .shortString(PSEUDO).toByteArray());
        client.method(1, MethodId.BASIC_QOS, new WireWriter().longInt(0).shortInt(0).bit(false));
        client.expect(MethodId.BASIC_QOS_OK);
        return server.basicGet(queue, true).getProps().getReplyTo();
    }

    static void reply(Channel channel, String address, byte[] body) {
        try {
            channel.basicPublish("", address, BrokerTest.PLAIN, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
