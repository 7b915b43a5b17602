package io.quarkiverse.tomodachi.runtime.http.argument;

import io.quarkiverse.tomodachi.runtime.http.body.RequestMediaType;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** The form that a request brings. */
final class FormBody {

    private FormBody() {
    }

    /** @throws io.quarkiverse.tomodachi.HttpException if the body is no form; no body is an empty one */
    static MultiMap attributes(RoutingContext context) {
        check(context);
        return context.request().formAttributes();
    }

    static void check(RoutingContext context) {
        RequestMediaType type = RequestMediaType.of(context.request());
        if (!type.isForm() && context.body().length() > 0) {
            throw BadRequests.unsupportedType(
                    "The body is not a form: application/x-www-form-urlencoded or multipart/form-data is expected");
        }
    }
}
