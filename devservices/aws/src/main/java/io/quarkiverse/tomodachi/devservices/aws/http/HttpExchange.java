package io.quarkiverse.tomodachi.devservices.aws.http;

/** One request under way. Every method is to be called on the server's own thread. */
public interface HttpExchange {

    /** Answers the request; a second answer, or one after the client has gone, is dropped. */
    void respond(HttpResponse response);

    /** Closes the connection without an answer. */
    void drop();

    /** Looks whether the client is still there; runs the abort hook and returns false if it has gone. */
    boolean connected();

    /** What to run when the client goes before it was answered. */
    void onAbort(Runnable hook);
}
