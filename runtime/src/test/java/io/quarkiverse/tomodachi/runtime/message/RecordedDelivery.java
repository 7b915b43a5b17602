package io.quarkiverse.tomodachi.runtime.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.runtime.observe.MessageFacts;

/** Writes down which outcome it is told, and answers as a broker would, or one that is gone. */
public final class RecordedDelivery implements Delivery {

    private final String payload;
    private final int attempt;
    private final boolean deadLetters;
    private volatile CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);
    private volatile String outcome;
    private String sequence;
    private boolean last;
    private boolean deaf;

    public RecordedDelivery(String payload, int attempt, boolean deadLetters) {
        this.payload = payload;
        this.attempt = attempt;
        this.deadLetters = deadLetters;
    }

    /** @return this, which answers with that stage from now on; {@code null} to throw */
    public RecordedDelivery answering(CompletableFuture<Void> stage) {
        answer = stage;
        return this;
    }

    /** @return this, which cannot be told its first outcome */
    public RecordedDelivery deaf() {
        deaf = true;
        return this;
    }

    /** @return this, which is to be handled in its order among those of the same sequence */
    public RecordedDelivery in(String name) {
        sequence = name;
        return this;
    }

    /** @return this, which the broker does not deliver again */
    public RecordedDelivery last() {
        last = true;
        return this;
    }

    @Override
    public boolean isLast() {
        return last;
    }

    @Override
    public Object sequence() {
        return sequence;
    }

    @Override
    public CompletionStage<Void> handBack() {
        return told("hand back");
    }

    public String outcome() {
        return outcome;
    }

    private CompletionStage<Void> told(String what) {
        if (deaf) {
            deaf = false;
            throw new IllegalStateException("it hears nothing");
        }
        assertThat(outcome).as("the outcome is told once").isNull();
        outcome = what;
        if (answer == null) {
            throw new IllegalStateException("the broker is gone");
        }
        return answer;
    }

    @Override
    public Parsed open(MessageEnvelope envelope) throws Exception {
        return envelope.parse(payload);
    }

    @Override
    public Object source() {
        return payload;
    }

    @Override
    public Map<String, Object> attributes() {
        return Map.of();
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public String origin() {
        return "here";
    }

    @Override
    public String trigger() {
        return "shop.sold";
    }

    @Override
    public MessageFacts facts() {
        return new MessageFacts("test", "here", "id", null, Map.of());
    }

    @Override
    public CompletionStage<Void> acknowledge() {
        return told("acknowledge");
    }

    @Override
    public CompletionStage<Void> retry(Duration delay, Throwable reason) {
        return told("retry " + delay + " " + reason.getMessage());
    }

    @Override
    public CompletionStage<Void> postpone(Duration delay, Throwable reason) {
        return told("postpone " + delay);
    }

    @Override
    public void untold(Throwable problem) {
        if (outcome == null) {
            told("untold");
        }
    }

    @Override
    public boolean hasDeadLetterQueue() {
        return deadLetters;
    }

    @Override
    public CompletionStage<Void> reject(Throwable reason) {
        return told("reject " + reason.getMessage());
    }
}
