package io.quarkiverse.tomodachi.devservices.aws.http;

/** Answers requests, now or later, on the server's thread. */
public interface HttpHandler {

    void handle(HttpRequest request, HttpExchange exchange);

    /** Runs what an exchange was given to be run when its client leaves. */
    void aborted(Runnable hook);

    /** The answer to what is not a well-formed request. */
    HttpResponse refuse(int status, String reason);

    /**
     * Does what has become due; called after every round of requests.
     *
     * @return milliseconds until it wants to be called again, at most; 0 for at once
     */
    long tick();
}
