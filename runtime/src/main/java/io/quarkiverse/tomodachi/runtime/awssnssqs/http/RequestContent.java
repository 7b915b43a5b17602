package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.nio.ByteBuffer;

import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;

/** Gathers the content of a request, which comes in one piece from the clients of SNS and SQS. */
final class RequestContent implements Subscriber<ByteBuffer> {

    private final Exchange exchange;
    private ByteBuf content = Unpooled.EMPTY_BUFFER;

    RequestContent(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer piece) {
        ByteBuf next = Unpooled.wrappedBuffer(piece);
        content = content.isReadable() ? Unpooled.copiedBuffer(content, next) : next;
    }

    @Override
    public void onError(Throwable failure) {
        exchange.fail(failure);
    }

    @Override
    public void onComplete() {
        exchange.start(Buffer.buffer(content));
    }
}
