package org.acme.orders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.acme.orders.OrderBook.Entry;
import org.acme.orders.OrderBook.State;
import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.mutiny.Uni;

/**
 * The whole shop: an order comes in over HTTP, goes through SNS and SQS to the stock, from there through AMQP to the shipping,
 * and can be looked up all the while.
 */
@TomodachiService(value = "orders", envelope = JsonEnvelope.class)
public class OrderService {

    private static final Logger LOG = Logger.getLogger(OrderService.class);

    @Inject
    OrderBook book;

    @Inject
    AwsSnsSqsPublisher topics;

    @Inject
    AmqpPublisher exchange;

    private volatile Map<String, Object> stats = Map.of();

    @StartedService
    void welcome() {
        LOG.info("Open for orders");
    }

    /** Takes an order. The answer is given when SNS has the message, so that an accepted order is never lost. */
    @Http.Post("/orders")
    Uni<Response> order(@Body Order order) {
        List<String> problems = order.problems();
        if (!problems.isEmpty()) {
            throw new HttpException(Response.status(400).json(Map.of("problems", problems)));
        }
        Order accepted = order.withId(UUID.randomUUID().toString());
        book.received(accepted.id());
        return topics.publish(accepted, "order-received").map(published -> Response.status(201)
                .header("Location", "/orders/" + accepted.id()).json(Map.of("id", accepted.id())));
    }

    @Http.Get("/orders/(?<id>[0-9a-f-]{36})")
    Entry state(String id) {
        return book.find(id).orElseThrow(() -> new HttpException(404));
    }

    /** Reserves the stock. If this fails, the message comes again; after the fifth time it goes to the dead-letter queue. */
    @AwsSnsSqs(topic = "order-received", queueName = "stock", deadLetterQueueName = "stock-failed", maxReceiveCount = 5)
    Uni<Void> reserve(Order order) {
        book.reserved(order.id());
        return exchange.publish(order, "order.reserved");
    }

    /** Ships the order. A message may come twice, so this must do no harm the second time. */
    @Amqp(value = "order.reserved", queueName = "shipping")
    void ship(Order order) {
        if (book.ship(order.id())) {
            LOG.infof("Shipped order %s", order.id());
        }
    }

    /** Once a second. */
    @Heartbeat
    void collect() {
        Map<State, Long> count = book.count();
        stats = Map.of("at", Instant.now().toString(),
                "received", count.getOrDefault(State.RECEIVED, 0L),
                "reserved", count.getOrDefault(State.RESERVED, 0L),
                "shipped", count.getOrDefault(State.SHIPPED, 0L));
    }

    @Http(method = "GET", url = "/stats", ignoreLogging = { 200 })
    Map<String, Object> stats() {
        return stats;
    }
}
