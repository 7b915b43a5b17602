package io.quarkiverse.tomodachi.benchmarks.amqp.spring;

import java.util.concurrent.CompletableFuture;

import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;

@Component
class Sink {

    private final RabbitTemplate template;

    Sink(RabbitTemplate template) {
        this.template = template;
    }

    /** Of bytes or text. Messages are persistent by default, and mandatory as returns are configured. */
    CompletableFuture<Void> send(Object body) {
        CorrelationData correlation = new CorrelationData();
        template.convertAndSend("amq.topic", "benchmark.amqp-spring.sink", body, correlation);
        return correlation.getFuture().thenAccept(confirm -> {
            if (!confirm.isAck() || correlation.getReturned() != null) {
                throw new IllegalStateException("not confirmed: " + confirm + ", " + correlation.getReturned());
            }
        });
    }
}
