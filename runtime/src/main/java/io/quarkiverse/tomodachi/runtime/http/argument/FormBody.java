package io.quarkiverse.tomodachi.runtime.http.argument;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import io.quarkiverse.tomodachi.runtime.http.body.RequestMediaType;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** The form that a request brings. */
final class FormBody {

    private static final String URL_ENCODED = "application/x-www-form-urlencoded";

    private FormBody() {
    }

    /** @throws io.quarkiverse.tomodachi.HttpException if the body is no form; no body is an empty one */
    static MultiMap attributes(RoutingContext context) {
        check(context);
        return context.request().formAttributes();
    }

    /** What the decoder of forms leaves out without a word. */
    private static void checkEncoding(RoutingContext context, RequestMediaType type) {
        if (!URL_ENCODED.equals(type.name()) || context.body().length() <= 0) {
            return;
        }
        Buffer body = context.body().buffer();
        for (int i = 0; i < body.length(); i++) {
            if (body.getByte(i) < 0 && !isUtf8(type)) {
                throw BadRequests.unsupportedType("The charset of the form is not UTF-8");
            }
            if (body.getByte(i) == '%' && (!isHex(body, i + 1) || !isHex(body, i + 2))) {
                throw BadRequests.badRequest("The form is not well encoded", null);
            }
        }
    }

    /** What is encoded is UTF-8 whatever the charset, which clients set without a thought. */
    private static boolean isUtf8(RequestMediaType type) {
        return BodyArgument.charset(type).equals(StandardCharsets.UTF_8);
    }

    private static boolean isHex(Buffer body, int index) {
        return index < body.length() && body.getByte(index) > 0 && HexFormat.isHexDigit(body.getByte(index));
    }

    static void check(RoutingContext context) {
        RequestMediaType type = RequestMediaType.of(context.request());
        if (!type.isForm() && context.body().length() > 0) {
            throw BadRequests.unsupportedType(
                    "The body is not a form: application/x-www-form-urlencoded or multipart/form-data is expected");
        }
        BodyArgument.checkCoding(context.request());
        checkEncoding(context, type);
    }
}
