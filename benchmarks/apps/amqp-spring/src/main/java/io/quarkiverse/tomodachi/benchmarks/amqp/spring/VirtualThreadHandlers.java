package io.quarkiverse.tomodachi.benchmarks.amqp.spring;

import org.springframework.amqp.rabbit.annotation.Queue;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.autoconfigure.amqp.SimpleRabbitListenerContainerFactoryConfigurer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnJava;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import io.quarkiverse.tomodachi.benchmarks.control.Progress;

/** Consumers that are virtual threads, as with {@code spring.threads.virtual.enabled}, for these handlers alone. */
@Configuration
@ConditionalOnJava(JavaVersion.TWENTY_ONE)
class VirtualThreadHandlers {

    private final Progress consumed = Progress.of("consume-virtual");
    private final Progress forwarded = Progress.of("forward-virtual");

    private final Sink sink;

    VirtualThreadHandlers(Sink sink) {
        this.sink = sink;
    }

    @Bean
    static SimpleRabbitListenerContainerFactory virtualThreads(SimpleRabbitListenerContainerFactoryConfigurer configurer,
            ConnectionFactory connections) {
        SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
        configurer.configure(factory, connections);
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("virtual-");
        executor.setVirtualThreads(true);
        factory.setTaskExecutor(executor);
        return factory;
    }

    @RabbitListener(queuesToDeclare = @Queue("benchmark.amqp-spring.consume-virtual"), containerFactory = "virtualThreads")
    void consume(byte[] body) {
        consumed.handled(body.length);
    }

    @RabbitListener(queuesToDeclare = @Queue("benchmark.amqp-spring.forward-virtual"), containerFactory = "virtualThreads", concurrency = "16")
    void forward(byte[] body) {
        sink.send(body).join();
        forwarded.handled(body.length);
    }
}
