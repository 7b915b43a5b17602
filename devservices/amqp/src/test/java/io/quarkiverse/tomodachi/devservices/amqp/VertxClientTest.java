package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.rabbitmq.QueueOptions;
import io.vertx.rabbitmq.RabbitMQClient;
import io.vertx.rabbitmq.RabbitMQOptions;

/** The client that Quarkus applications use. */
class VertxClientTest extends BrokerTest {

    @Test
    void publishesWithConfirmsAndConsumesWithAcknowledgement() throws Exception {
        String queue = newQueue();
        Vertx vertx = Vertx.vertx();
        RabbitMQClient client = RabbitMQClient.create(vertx,
                new RabbitMQOptions().setHost(factory.getHost()).setPort(factory.getPort())
                        .setUser(factory.getUsername()).setPassword(factory.getPassword()));
        List<String> received = Collections.synchronizedList(new ArrayList<>());
        try {
            done(client.start());
            done(client.confirmSelect());
            done(client.basicQos(10).compose(ok -> client.basicConsumer(queue, new QueueOptions().setAutoAck(false)))
                    .onSuccess(consumer -> consumer.handler(message -> {
                        received.add(message.body().toString());
                        client.basicAck(message.envelope().getDeliveryTag(), false);
                    })));
            for (int i = 0; i < 50; i++) {
                done(client.basicPublish("", queue, Buffer.buffer("m" + i)));
            }
            done(client.waitForConfirms(PATIENCE.toMillis()));
            await().atMost(PATIENCE).until(() -> received.size() == 50);
            assertThat(received).startsWith("m0", "m1").endsWith("m49");
        } finally {
            done(client.stop());
            done(vertx.close());
        }
        awaitCount(queue, 0);
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
