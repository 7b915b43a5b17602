package io.quarkiverse.tomodachi.it;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Attribute;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.BatchResult;
import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/** JSON messages on both transports, and what becomes of those that fail. */
@FailurePolicy(attempts = 2, initialDelay = "100ms", rejectOn = UnsupportedOperationException.class)
@TomodachiService(value = "invoices", envelope = JsonEnvelope.class, messageMiddleware = Counted.class)
public class Invoices {

    enum Kind {
        INVOICE,
        CREDIT
    }

    record Line(String text, BigDecimal price) {
    }

    record Invoice(String number, Kind kind, LocalDate due, List<Line> lines) {
    }

    /** Only published, so that no signature names it. */
    @RegisterForReflection
    record Receipt(String number, BigDecimal paid) {
    }

    /** Only published, and not registered. */
    record Unknown(String number) {
    }

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Inject
    AmqpPublisher amqp;

    @Inject
    AwsSnsSqsPublisher aws;

    @Inject
    Counted counted;

    @Http.Get("/invoices/calls")
    int calls() {
        return counted.calls();
    }

    @Http.Get("/invoices")
    List<String> seen() {
        return seen;
    }

    @Http.Post("/invoices/amqp")
    Uni<Void> amqp(@Body Invoice invoice) {
        return amqp.publish(invoice, "invoice.made");
    }

    @Http.Post("/invoices/sqs")
    Uni<Void> aws(@Body Invoice invoice) {
        return aws.publish(invoice, "invoice-made", Publish.attribute("lines", invoice.lines().size())).replaceWithVoid();
    }

    @Http.Post("/invoices/ledger")
    Uni<PublishResult> ledger(@Body Invoice invoice) {
        return aws.publish(invoice, "ledger.fifo", Publish.groupId("all").deduplicationId(invoice.number()));
    }

    @Http.Post("/receipts/(?<number>[A-Z0-9-]+)")
    Uni<Void> pay(String number) {
        return amqp.publish(new Receipt(number, BigDecimal.TEN), "receipt.made");
    }

    @Http.Post("/unknown/(?<number>[A-Z0-9-]+)")
    Uni<String> unknown(String number) {
        return amqp.publish(new Unknown(number), "receipt.made").replaceWith("published")
                .onFailure().recoverWithItem(Throwable::getMessage);
    }

    @Amqp(value = "invoice.made", queueName = "invoices", deadLetterQueue = "invoices.failed")
    void made(Invoice invoice, MessageMetadata metadata, AmqpMessage message, String routingKey) {
        check(invoice, "amqp");
        seen.add("amqp %s %s %s %s %s".formatted(invoice.number(), invoice.lines().get(0).price(), metadata.serviceName(),
                message.contentType(), routingKey));
    }

    @Amqp(value = "invoice.failed", queueName = "invoices.failed")
    void failed(Invoice invoice, @Header("x-tomodachi-exception") String exception) {
        seen.add("amqp dead " + invoice.number() + " " + exception);
    }

    @AwsSnsSqs(topic = "invoice-made", queueName = "invoices", deadLetterQueueName = "invoices-failed", maxReceiveCount = 5)
    void made(Invoice invoice, MessageMetadata metadata, SqsMessage message, @Attribute("lines") int lines) {
        check(invoice, "sqs");
        seen.add("sqs %s %s %s %d %s".formatted(invoice.number(), invoice.kind(), metadata.serviceName(), lines,
                message.topic()));
    }

    @AwsSnsSqs(queueName = "invoices-failed")
    void failed(Invoice invoice, SqsMessage message) {
        seen.add("sqs dead " + invoice.number() + " " + message.messageAttributes().get("x-tomodachi-exception"));
    }

    @AwsSnsSqs(topic = "ledger.fifo", queueName = "ledger.fifo", fifo = true)
    BatchResult enter(List<Invoice> invoices) {
        return BatchResult.ofEach(invoices, invoice -> seen.add("ledger " + invoice.number()));
    }

    @Amqp(value = "receipt.made", queueName = "receipts")
    void paid(JsonNode receipt) {
        seen.add("receipt " + receipt);
    }

    /** Without lines it can never be right, without a date not yet. */
    private void check(Invoice invoice, String transport) {
        if (invoice.lines().isEmpty()) {
            throw new UnsupportedOperationException("nothing was bought");
        }
        if (invoice.due() == null) {
            seen.add(transport + " tried " + invoice.number());
            throw new IllegalStateException("no date yet");
        }
    }
}
