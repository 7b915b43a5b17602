package io.quarkiverse.tomodachi.devservices.aws.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.http.HttpResponse;

/** A request as one of the protocols understands it. */
interface WireCall {

    Service service();

    String action();

    /** Whether it speaks the query protocol. */
    boolean query();

    /** Reads the parameters; fails with {@link ServiceError} if they are no such thing. */
    Input input();

    HttpResponse success(ObjectNode output);

    HttpResponse failure(ServiceError error);
}
