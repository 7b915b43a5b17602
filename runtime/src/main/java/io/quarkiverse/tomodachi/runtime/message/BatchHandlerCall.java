package io.quarkiverse.tomodachi.runtime.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.MessageCall;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.runtime.middleware.DelegatingCall;

/** What middleware sees of a batch. */
final class BatchHandlerCall extends DelegatingCall implements MessageCall {

    private final List<MessageCall> messages;

    BatchHandlerCall(HandlerCall common, List<MessageInvocation> messages) {
        super(common);
        this.messages = messages.stream().<MessageCall> map(message -> new MessageHandlerCall(common, message)).toList();
    }

    @Override
    public List<MessageCall> batch() {
        return messages;
    }

    @Override
    public Object message() {
        return each(MessageCall::message);
    }

    @Override
    public Object data() {
        return each(MessageCall::data);
    }

    /** There may be messages without data. */
    private List<Object> each(Function<MessageCall, Object> part) {
        List<Object> parts = new ArrayList<>(messages.size());
        messages.forEach(message -> parts.add(part.apply(message)));
        return Collections.unmodifiableList(parts);
    }

    @Override
    public MessageMetadata metadata() {
        return MessageMetadata.NONE;
    }

    @Override
    public Map<String, Object> messageAttributes() {
        return Map.of();
    }

    @Override
    public int attempt() {
        return messages.stream().mapToInt(MessageCall::attempt).max().orElse(1);
    }
}
