package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.nio.ByteBuffer;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Hands the content of an answer to its one reader in one piece. */
final class ResponseContent implements Publisher<ByteBuffer>, Subscription {

    private final ByteBuffer content;
    private Subscriber<? super ByteBuffer> reader;
    private boolean over;

    ResponseContent(ByteBuffer content) {
        this.content = content;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        reader = subscriber;
        subscriber.onSubscribe(this);
        if (!content.hasRemaining()) {
            request(1);
        }
    }

    @Override
    public void request(long pieces) {
        if (over) {
            return;
        }
        over = true;
        if (pieces <= 0) {
            reader.onError(new IllegalArgumentException("Asked for " + pieces + " pieces"));
            return;
        }
        if (content.hasRemaining()) {
            reader.onNext(content);
        }
        reader.onComplete();
    }

    @Override
    public void cancel() {
        over = true;
    }
}
