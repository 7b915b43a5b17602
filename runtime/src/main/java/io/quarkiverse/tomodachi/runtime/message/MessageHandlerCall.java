package io.quarkiverse.tomodachi.runtime.message;

import java.util.Map;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.MessageCall;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.runtime.middleware.DelegatingCall;

/** What middleware sees of a message. */
final class MessageHandlerCall extends DelegatingCall implements MessageCall {

    private final MessageInvocation invocation;

    MessageHandlerCall(HandlerCall common, MessageInvocation invocation) {
        super(common);
        this.invocation = invocation;
    }

    @Override
    public Object message() {
        return invocation.delivery().source();
    }

    @Override
    public Object data() {
        return invocation.parsed().data();
    }

    @Override
    public MessageMetadata metadata() {
        return invocation.parsed().metadata();
    }

    @Override
    public Map<String, Object> messageAttributes() {
        return invocation.delivery().attributes();
    }

    @Override
    public int attempt() {
        return invocation.delivery().attempt();
    }
}
