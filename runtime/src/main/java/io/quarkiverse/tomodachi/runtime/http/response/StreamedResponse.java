package io.quarkiverse.tomodachi.runtime.http.response;

import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.Multi;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Writes the items of a {@code Multi}: the next one is asked for when the connection has taken the one before, so that a slow
 * client slows down what produces them. Nothing is asked for any more when the client is gone.
 */
final class StreamedResponse implements Subscriber<Object> {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");

    /** After so many items the event loop may do other work, as a source that is always ready would hold it for ever. */
    private static final int TURN = 64;

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final ResponseHead head;
    private final JsonEncoding json;
    private final EventStreams events;
    private final Promise<Void> done = Promise.promise();
    private Subscription subscription;
    private ItemEncoding encoding;
    private String contentType;
    private long items;
    private boolean begun;
    private volatile boolean stopped;

    StreamedResponse(RoutingContext context, ResponseHead head, JsonEncoding json, EventStreams events) {
        this.context = context;
        this.response = context.response();
        this.head = head;
        this.json = json;
        this.events = events;
    }

    Future<Void> write(Multi<?> multi) {
        if (HttpResponseWriter.isWithoutBody(context, head)) {
            choose(head.format().objects());
            head.apply(response, contentType);
            response.end();
            return Future.succeededFuture();
        }
        context.addEndHandler(this::ended);
        multi.subscribe().withSubscriber(this);
        return done.future();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (ItemEncoding.of(head.givenType(), true) == ItemEncoding.EVENTS) {
            // a client of events wants to know at once that it is connected
            choose(true);
            begin();
            response.write(Buffer.buffer());
            done.future().onComplete(ended -> events.remove(this));
            events.add(this);
        }
        given.request(1);
    }

    @Override
    public void onNext(Object item) {
        if (stopped) {
            return;
        }
        try {
            if (encoding == null) {
                choose(ItemEncoding.isObject(item));
            }
            // before the head, which would stay on the answer to an item that cannot be written
            Buffer bytes = encoding.encode(item, items++ == 0, contentType, json);
            begin();
            response.write(bytes).onComplete(this::written);
        } catch (Exception | StackOverflowError e) {
            subscription.cancel();
            onError(e);
        }
    }

    private void written(AsyncResult<Void> result) {
        if (result.failed()) {
            stopped = true;
            subscription.cancel();
            done.tryComplete();
        } else if (items % TURN == 0) {
            context.vertx().runOnContext(ignored -> subscription.request(1));
        } else {
            subscription.request(1);
        }
    }

    /** As if the source had ended. May be called on any thread, while an item is written. */
    void finish() {
        subscription.cancel();
        onComplete();
    }

    @Override
    public void onComplete() {
        if (!stop()) {
            return;
        }
        try {
            if (encoding == null) {
                choose(head.format().objects() || isJson(head.givenType()));
                begin();
            }
            response.end(encoding.end(items == 0)).onComplete(ignored -> done.tryComplete());
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (stop()) {
            fail(failure);
        }
    }

    /** @return whether this is the first end */
    private synchronized boolean stop() {
        boolean first = !stopped;
        stopped = true;
        return first;
    }

    /** A client must not take a part for the whole, which it can tell only from a connection that breaks. */
    private void fail(Throwable failure) {
        if (response.headWritten()) {
            LOG.error("A stream failed after its response had begun", failure);
            response.reset();
            done.tryComplete();
        } else {
            done.tryFail(failure);
        }
    }

    /** The response has ended, or its client is gone. */
    private void ended(AsyncResult<Void> result) {
        stopped = true;
        if (subscription != null) {
            subscription.cancel();
        }
        done.tryComplete();
    }

    private void begin() {
        if (!begun) {
            begun = true;
            head.apply(response, contentType);
            response.setChunked(true);
        }
    }

    private void choose(boolean objects) {
        encoding = ItemEncoding.of(head.givenType(), objects);
        contentType = switch (encoding) {
            case ARRAY -> head.typeOr(JsonEncoding.CONTENT_TYPE);
            default -> head.plainType();
        };
    }

    private static boolean isJson(String contentType) {
        return contentType != null && contentType.startsWith(JsonEncoding.CONTENT_TYPE);
    }
}
