package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The queues of one account in one region. Not thread-safe. */
public final class QueueStore {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final String FIFO_SUFFIX = ".fifo";
    private static final int MAX_NAME = 80;
    private static final long NAME_BLOCKED_MILLIS = 60_000;

    private final Map<String, Queue> queues = new TreeMap<>();
    private final Map<String, Long> deletedAt = new HashMap<>();
    private final MoveTasks moveTasks = new MoveTasks();
    private final InstantSource clock;
    private final String arnPrefix;
    private final String accountId;
    private final boolean waitingTimes;
    private final StorageLimit storage;

    /**
     * @param waitingTimes whether purging again and creating what was just deleted are refused for a minute
     * @param maxStoredBytes how much the queues may hold together
     */
    public QueueStore(String region, String accountId, InstantSource clock, boolean waitingTimes, long maxStoredBytes) {
        this.arnPrefix = "arn:aws:sqs:" + region + ":" + accountId + ":";
        this.accountId = accountId;
        this.clock = clock;
        this.waitingTimes = waitingTimes;
        this.storage = new StorageLimit(maxStoredBytes);
    }

    MoveTasks moveTasks() {
        return moveTasks;
    }

    String accountId() {
        return accountId;
    }

    Queue create(String name, Map<String, String> given, Map<String, String> tags) {
        Queue existing = queues.get(name);
        boolean fifo = Boolean.parseBoolean(given.get("FifoQueue"));
        validateName(name, existing != null ? existing.isFifo() : fifo);
        QueueAttributeRules.validate(given, existing != null ? existing.isFifo() : fifo,
                existing != null ? existing.attributes()::get : none -> null);
        if (existing != null) {
            requireSame(existing, given);
            return existing;
        }
        refuseRecentlyDeleted(name);
        String arn = arnPrefix + name;
        validateRedrive(arn, fifo, given);
        Queue queue = new Queue(name, arn, new QueueAttributes(fifo, given), clock, this::byArn, storage);
        queue.tags().putAll(tags);
        queues.put(name, queue);
        return queue;
    }

    private static void validateName(String name, boolean fifo) {
        boolean suffix = name.endsWith(FIFO_SUFFIX);
        String stem = suffix ? name.substring(0, name.length() - FIFO_SUFFIX.length()) : name;
        boolean valid = NAME.matcher(stem).matches() && name.length() <= MAX_NAME;
        if (fifo && !(valid && suffix)) {
            throw SqsErrors.invalidParameter("The name of a FIFO queue can only include alphanumeric characters, hyphens, "
                    + "or underscores, must end with .fifo suffix and be 1 to 80 in length.");
        }
        if (!fifo && (!valid || suffix)) {
            throw SqsErrors.invalidParameter(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
    }

    private static void requireSame(Queue existing, Map<String, String> given) {
        given.forEach((name, value) -> {
            String current = existing.attributes().get(name);
            if (!JsonAttribute.areSame(name, value, current == null ? "" : current)) {
                throw SqsErrors.queueNameExists(name);
            }
        });
    }

    private void refuseRecentlyDeleted(String name) {
        if (waitingTimes) {
            long now = clock.millis();
            deletedAt.values().removeIf(at -> at + NAME_BLOCKED_MILLIS <= now);
            if (deletedAt.containsKey(name)) {
                throw SqsErrors.queueDeletedRecently();
            }
        }
    }

    void setAttributes(Queue queue, Map<String, String> given) {
        if (given.containsKey("FifoQueue")) {
            throw SqsErrors.invalidAttributeName("FifoQueue");
        }
        QueueAttributeRules.validate(given, queue.isFifo(), queue.attributes()::get);
        validateRedrive(queue.arn(), queue.isFifo(), given);
        queue.attributes().set(given);
        queue.modified();
    }

    private void validateRedrive(String arn, boolean fifo, Map<String, String> given) {
        String allow = given.getOrDefault("RedriveAllowPolicy", "");
        if (!allow.isEmpty()) {
            RedriveAllowPolicy.parse(allow);
        }
        String json = given.getOrDefault("RedrivePolicy", "");
        if (json.isEmpty()) {
            return;
        }
        Queue target = byArn(RedrivePolicy.parse(json).deadLetterTargetArn());
        if (target == null) {
            throw RedrivePolicy.invalid(json, "Dead letter target does not exist.");
        }
        if (target.isFifo() != fifo) {
            throw RedrivePolicy.invalid(json, "Dead letter target queue must be of the same type as the source.");
        }
        if (!target.attributes().allowsRedriveFrom(arn)) {
            throw RedrivePolicy.invalid(json, "The dead letter target's redrive allow policy does not allow this queue.");
        }
    }

    /** The queue of a URL whatever its host; only the last two parts of the path count. */
    Queue byUrl(String url) {
        int scheme = url.indexOf("://");
        String[] parts = url.substring(scheme < 0 ? 0 : scheme + 3).split("/");
        if (parts.length < 2) {
            throw SqsErrors.invalidAddress(url);
        }
        if (!parts[parts.length - 2].equals(accountId)) {
            throw SqsErrors.queueDoesNotExist();
        }
        return requireByName(parts[parts.length - 1]);
    }

    Queue requireByName(String name) {
        Queue queue = queues.get(name);
        if (queue == null) {
            throw SqsErrors.queueDoesNotExist();
        }
        return queue;
    }

    /** The queue, or null. */
    public Queue byArn(String arn) {
        return arn.startsWith(arnPrefix) ? queues.get(arn.substring(arnPrefix.length())) : null;
    }

    void delete(Queue queue) {
        queues.remove(queue.name());
        queue.messages().clear();
        moveTasks.forget(queue);
        if (waitingTimes) {
            deletedAt.put(queue.name(), clock.millis());
        }
        queue.endLongPolls(SqsErrors.queueDoesNotExist());
    }

    void purge(Queue queue) {
        if (waitingTimes && queue.purgedAt() != Long.MIN_VALUE
                && queue.purgedAt() + NAME_BLOCKED_MILLIS > clock.millis()) {
            throw SqsErrors.purgeInProgress(queue.name());
        }
        queue.purge();
    }

    /** By name, in order. */
    public Collection<Queue> all() {
        return new ArrayList<>(queues.values());
    }

    /** The queues whose dead-letter queue this one is. */
    List<Queue> sourcesOf(Queue deadLetterQueue) {
        return queues.values().stream()
                .filter(queue -> queue.attributes().redrivePolicy() != null
                        && queue.attributes().redrivePolicy().deadLetterTargetArn().equals(deadLetterQueue.arn()))
                .toList();
    }

    /** Serves the long polls of all queues and goes on with move tasks; returns the time at which to do so again. */
    public long tick() {
        long next = moveTasks.advance();
        for (Queue queue : queues.values()) {
            if (queue.waiting() > 0) {
                next = Math.min(next, queue.tick());
            }
        }
        // serving one queue may have moved messages to another that was looked at before
        return queues.values().stream().anyMatch(Queue::canServe) ? clock.millis() : next;
    }

    /** Forgets what has expired; to be called now and then. */
    public void cleanUp() {
        queues.values().forEach(Queue::cleanUp);
        deletedAt.values().removeIf(at -> at + NAME_BLOCKED_MILLIS <= clock.millis());
    }

    /** Whether the queues hold as much as they may. */
    public boolean isFull() {
        return storage.isReached();
    }

    /** Fails if the queues hold as much as they may. */
    void requireSpace() {
        if (isFull()) {
            throw SqsErrors.overLimit("The queues of this endpoint hold as much as they may: " + storage.limit()
                    + " bytes. Receive and delete, or purge.");
        }
    }

    /** The time by this store's clock. */
    public long now() {
        return clock.millis();
    }
}
