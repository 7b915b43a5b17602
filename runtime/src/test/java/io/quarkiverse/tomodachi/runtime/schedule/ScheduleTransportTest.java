package io.quarkiverse.tomodachi.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.runtime.config.Configs;
import io.quarkiverse.tomodachi.runtime.config.GracePeriods;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduledHandler.Cluster;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduledHandler.Times;
import io.quarkiverse.tomodachi.runtime.schedule.cluster.ClusterGuard;
import io.quarkiverse.tomodachi.runtime.schedule.cluster.LockSettings;
import io.quarkiverse.tomodachi.runtime.schedule.cluster.Occasion;
import io.quarkiverse.tomodachi.runtime.service.EnvelopeSource;
import io.quarkiverse.tomodachi.runtime.service.Handlers;
import io.quarkiverse.tomodachi.runtime.service.ServiceDescription;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.quarkus.scheduler.runtime.SchedulerRuntimeConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** What all schedules together need, and how they end. */
class ScheduleTransportTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final SmallRyeConfig CONFIG = new SmallRyeConfigBuilder().addDiscoveredConverters()
            .withMapping(SchedulerRuntimeConfig.class).build();

    /** The store of locks never answers. */
    private static final class Hanging implements ClusterGuard {

        private boolean closed;

        @Override
        public CompletionStage<Boolean> run(Occasion occasion, LockSettings settings,
                Supplier<CompletionStage<Object>> handler) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> drain() {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static ScheduledHandler inCluster(String identity, String lock) {
        return new ScheduledHandler(Handlers.SCHEDULED, "schedule-" + identity, new Times("hourly", "", "", false, ""),
                Overlap.ALLOW, 20, identity, new Cluster(true, lock, "", ""));
    }

    private static ScheduleTransport transport(ClusterGuard guard, ScheduledHandler... handlers) {
        TomodachiConfig config = Configs.of(Map.of("termination-grace-period", "10ms"));
        return new ScheduleTransport(new ScheduledHandlers(List.of(handlers)), new Uncalled(),
                new ServiceRegistry(List.of(new ServiceDescription("shop", "org.acme.Shop", "shop", "",
                        new EnvelopeSource(null, "envelope"))), List.of(), config),
                new ScheduledJobs(), null, null, CONFIG.getConfigMapping(SchedulerRuntimeConfig.class), new One(guard),
                new GracePeriods(config));
    }

    /** Each would keep the other from being called; literal names are compared when the application is built already. */
    @Test
    void twoMethodsCannotShareALock() {
        ScheduleTransport transport = transport(new Hanging(), inCluster("one", "same"), inCluster("two", "same"));
        assertThatThrownBy(transport::start).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(
                "have the same lock 'same'; give one of them another");
        ScheduleTransport byIdentity = transport(new Hanging(), inCluster("one", ""), inCluster("two", "one"));
        assertThatThrownBy(byIdentity::start).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(
                "have the same lock 'one'; give one of them another");
        ScheduleTransport sameIdentity = transport(new Hanging(), inCluster("one", "a"), inCluster("one", "b"));
        assertThatThrownBy(sameIdentity::start).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(
                "have the same identity 'one'; give one of them another");
    }

    @Test
    void tellsInWholeSecondsWhenItWillBegin() {
        ScheduleTransport transport = transport(null, new ScheduledHandler(Handlers.SCHEDULED, "schedule-one",
                new Times("30s", "", "", true, ""), Overlap.ALLOW, 20, "", Cluster.NONE));
        transport.start().await().atMost(LIMIT);
        assertThat(transport.handlers()).singleElement().satisfies(handler -> assertThat(handler.listensOn())
                .matches("30s and at the start, next at [-0-9]+T[0-9]+:[0-9]+(:[0-9]+)?[^.]+"));
    }

    @Test
    void isNotHeldUpByAStoreOfLocksThatNeverAnswers() {
        Hanging store = new Hanging();
        ScheduleTransport transport = transport(store, inCluster("one", ""));
        transport.start().await().atMost(LIMIT);
        transport.pause().await().atMost(LIMIT);
        assertThat(store.closed).isTrue();
        transport.drain().await().atMost(LIMIT);
    }

    private static final class Uncalled implements HandlerInvokers {

        @Override
        public HandlerInvoker create(HandlerDescription handler) {
            return invocation -> CompletableFuture.failedFuture(new AssertionError("is not called"));
        }

        @Override
        public HandlerInvoker create(HandlerDescription handler, HandlerInvoker code) {
            return code;
        }
    }

    /** The one bean. */
    private record One(ClusterGuard bean) implements Instance<ClusterGuard> {

        @Override
        public ClusterGuard get() {
            return bean;
        }

        @Override
        public Instance<ClusterGuard> select(Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends ClusterGuard> Instance<U> select(Class<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends ClusterGuard> Instance<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isUnsatisfied() {
            return false;
        }

        @Override
        public boolean isAmbiguous() {
            return false;
        }

        @Override
        public void destroy(ClusterGuard instance) {
        }

        @Override
        public Handle<ClusterGuard> getHandle() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterable<? extends Handle<ClusterGuard>> handles() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterator<ClusterGuard> iterator() {
            return List.of(bean).iterator();
        }
    }
}
