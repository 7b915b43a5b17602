package io.quarkiverse.tomodachi.benchmarks.aws.spring;

import org.springframework.boot.autoconfigure.condition.ConditionalOnJava;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.config.MessageListenerContainerFactory;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import io.quarkiverse.tomodachi.benchmarks.control.Progress;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Listeners on virtual threads. */
@Configuration
@ConditionalOnJava(JavaVersion.TWENTY_ONE)
class VirtualThreadHandlers {

    private final Progress consumed = Progress.of("consume-virtual");

    /** Declared as its interface, since the one for the other listeners would be left out if there was another of its class. */
    @Bean
    static MessageListenerContainerFactory<?> virtualThreads(SqsAsyncClient sqs) {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("virtual-");
        executor.setVirtualThreads(true);
        return SqsMessageListenerContainerFactory.builder().sqsAsyncClient(sqs)
                .configure(options -> options.componentsTaskExecutor(executor)).build();
    }

    @SqsListener(value = SpringClient.QUEUES
            + "consume-virtual", factory = "virtualThreads", maxConcurrentMessages = Handlers.IN_FLIGHT, pollTimeoutSeconds = Handlers.WAIT_SECONDS)
    void consume(String body) {
        consumed.handled(body.length());
    }
}
