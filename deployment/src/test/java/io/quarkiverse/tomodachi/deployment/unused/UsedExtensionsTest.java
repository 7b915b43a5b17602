package io.quarkiverse.tomodachi.deployment.unused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;

/** An application may use messaging and the scheduler without declaring them, as they are there. */
class UsedExtensionsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Plain.class, Own.class));

    @TomodachiService("plain")
    static class Plain {

        @Http.Get("/plain")
        String plain() {
            return "plain";
        }
    }

    @ApplicationScoped
    static class Own {

        final CompletableFuture<String> received = new CompletableFuture<>();
        final CompletableFuture<Void> scheduled = new CompletableFuture<>();

        @Outgoing("words")
        Multi<String> words() {
            return Multi.createFrom().items("word");
        }

        @Incoming("words")
        void word(String word) {
            received.complete(word);
        }

        @Scheduled(every = "1s")
        void tick() {
            scheduled.complete(null);
        }

        CompletableFuture<String> received() {
            return received;
        }

        CompletableFuture<Void> scheduled() {
            return scheduled;
        }
    }

    @Inject
    Own own;

    @Test
    void channelsAndJobsOfTheApplicationRun() throws Exception {
        assertThat(own.received().get(20, TimeUnit.SECONDS)).isEqualTo("word");
        own.scheduled().get(20, TimeUnit.SECONDS);
    }
}
