package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.tomodachi.benchmarks.harness.MessageFigures.Figure;

/** Clients of RabbitMQ. */
final class AmqpMeasurement extends MessagesMeasurement {

    AmqpMeasurement(Options options, Report report) {
        super(options, report);
    }

    @Override
    MessageBroker broker() {
        return new Broker(options.rabbitmq());
    }

    @Override
    List<MessageLoad> cases() {
        return MessageLoad.all(List.of("consume", "consume-worker", "consume-virtual", "publish", "publish-text", "forward",
                "forward-worker", "forward-virtual"));
    }

    @Override
    List<Application> applications(MessageBroker broker) {
        return Stream
                .of(Application.program(options.applications(), "amqp-" + RAW, broker.properties()),
                        Application.quarkus(options.applications(), "amqp-smallrye", broker.properties()),
                        Application.program(options.applications(), "amqp-spring", broker.properties()),
                        Application.quarkus(options.applications(), "amqp-" + OURS, broker.properties()))
                .filter(application -> options.measures(application.name().substring("amqp-".length()))).toList();
    }

    /** A consumer of Spring is always a thread on which code may block. */
    @Override
    boolean takes(Application application, MessageLoad load) {
        return !application.name().equals("amqp-spring") || !load.handlers().equals("consume");
    }

    @Override
    List<Figure> figures() {
        return List.of(Figure.RATE, Figure.CPU, Figure.COMPILED, Figure.BYTES);
    }

    @Override
    List<String> bases() {
        return List.of(RAW);
    }
}
