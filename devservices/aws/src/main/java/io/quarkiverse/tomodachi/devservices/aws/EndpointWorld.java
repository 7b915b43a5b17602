package io.quarkiverse.tomodachi.devservices.aws;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.tomodachi.devservices.aws.control.ControlResource;
import io.quarkiverse.tomodachi.devservices.aws.counting.CallCounter;
import io.quarkiverse.tomodachi.devservices.aws.fault.FaultInjector;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpExchange;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpHandler;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpRequest;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpResponse;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpServer;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Dispatcher;
import io.quarkiverse.tomodachi.devservices.aws.sns.SnsService;
import io.quarkiverse.tomodachi.devservices.aws.sns.TopicStore;
import io.quarkiverse.tomodachi.devservices.aws.sqs.Queue;
import io.quarkiverse.tomodachi.devservices.aws.sqs.QueueDescription;
import io.quarkiverse.tomodachi.devservices.aws.sqs.QueueStore;
import io.quarkiverse.tomodachi.devservices.aws.sqs.SqsService;
import io.quarkiverse.tomodachi.devservices.aws.sts.StsService;

/** The queues and topics of an endpoint; its lock guards all of them, as none of them is thread-safe. */
final class EndpointWorld implements HttpHandler {
    private static final long MAX_PAUSE_MILLIS = 60_000;

    private final Object lock = new Object();
    private final EndpointSettings settings;
    private final CallCounter counter;
    private final QueueStore queues;
    private final TopicStore topics;
    private final FaultInjector faults = new FaultInjector(InstantSource.system());
    private final ControlResource control;
    private Dispatcher dispatcher;
    private long nextCleanUp;

    EndpointWorld(EndpointSettings settings, CallCounter counter) {
        this.settings = settings;
        this.counter = counter;
        this.queues = new QueueStore(settings.region(), settings.queueAccountId(), InstantSource.system(),
                settings.waitingTimes(), settings.maxStoredBytes());
        this.topics = new TopicStore(settings.region(), settings.accountId());
        this.control = new ControlResource(counter, faults);
    }

    /** To be called before the server starts. */
    void serveWith(HttpServer server, String defaultHost) {
        inject(settings.faults());
        dispatcher = new Dispatcher(
                List.of(SqsService.of(queues), SnsService.of(topics, queues), StsService.of(settings.accountId())), counter,
                faults, (delay, task) -> server.schedule(delay, () -> locked(task)), defaultHost);
    }

    private void locked(Runnable task) {
        synchronized (lock) {
            task.run();
        }
    }

    void inject(List<Faults> wanted) {
        synchronized (lock) {
            faults.set(wanted);
        }
    }

    @Override
    public void handle(HttpRequest request, HttpExchange exchange) {
        synchronized (lock) {
            if (ControlResource.concerns(request)) {
                exchange.respond(control.answer(request));
            } else {
                dispatcher.dispatch(request, exchange);
            }
        }
    }

    @Override
    public void aborted(Runnable hook) {
        locked(hook);
    }

    @Override
    public HttpResponse refuse(int status, String reason) {
        return dispatcher.refuse(status, reason);
    }

    @Override
    public long tick() {
        synchronized (lock) {
            long next = queues.tick();
            long now = queues.now();
            if (now >= nextCleanUp) {
                nextCleanUp = now + MAX_PAUSE_MILLIS;
                queues.cleanUp();
                topics.cleanUp(now);
            }
            return Math.max(0, Math.min(MAX_PAUSE_MILLIS, next - now));
        }
    }

    List<QueueInfo> queues() {
        synchronized (lock) {
            return queues.all().stream().map(EndpointWorld::info).toList();
        }
    }

    private static QueueInfo info(Queue queue) {
        Map<String, String> attributes = QueueDescription.all(queue);
        attributes.keySet().removeIf(name -> name.startsWith("Approximate"));
        return new QueueInfo(queue.name(), queue.arn(), queue.visibleCount(), queue.inFlightCount(), queue.delayedCount(),
                queue.waiting(), attributes, new TreeMap<>(queue.tags()));
    }

    List<TopicInfo> topics() {
        synchronized (lock) {
            return topics.all().stream().map(topic -> new TopicInfo(topic.name(), topic.arn(),
                    new TreeMap<>(topic.attributes()), topic.subscriptions().size())).toList();
        }
    }

    List<SubscriptionInfo> subscriptions() {
        synchronized (lock) {
            return topics.subscriptions().stream().map(subscription -> new SubscriptionInfo(subscription.arn(),
                    subscription.topicArn(), subscription.endpoint(), new TreeMap<>(subscription.attributes()),
                    subscription.isPending())).toList();
        }
    }
}
