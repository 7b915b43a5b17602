package io.quarkiverse.tomodachi.deployment.http;

import java.util.Map;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.Cookie;
import io.quarkiverse.tomodachi.Form;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.Query;

/** Names of HTTP. */
final class HttpDotNames {

    static final DotName HTTP = DotName.createSimple(Http.class);
    static final DotName HTTP_LIST = DotName.createSimple(Http.List.class);
    static final DotName HTTP_ERROR = DotName.createSimple(HttpError.class);
    static final DotName HTTP_ERROR_LIST = DotName.createSimple(HttpError.List.class);

    static final DotName HTTP_STATIC = DotName.createSimple(HttpStatic.class);

    /** The annotations for one method, the annotation that holds several of them, and the method. */
    static final Map<DotName, String> METHOD_OF = Map.of(
            DotName.createSimple(Http.Get.class), "GET",
            DotName.createSimple(Http.Post.class), "POST",
            DotName.createSimple(Http.Put.class), "PUT",
            DotName.createSimple(Http.Patch.class), "PATCH",
            DotName.createSimple(Http.Delete.class), "DELETE");

    static final DotName QUERY = DotName.createSimple(Query.class);
    static final DotName HEADER = DotName.createSimple(Header.class);
    static final DotName COOKIE = DotName.createSimple(Cookie.class);
    static final DotName FORM = DotName.createSimple(Form.class);
    static final DotName BODY = DotName.createSimple(Body.class);

    static final DotName ROUTING_CONTEXT = DotName.createSimple("io.vertx.ext.web.RoutingContext");
    static final DotName REQUEST = DotName.createSimple("io.vertx.core.http.HttpServerRequest");
    static final DotName RESPONSE = DotName.createSimple("io.vertx.core.http.HttpServerResponse");
    static final DotName BUFFER = DotName.createSimple("io.vertx.core.buffer.Buffer");
    static final DotName JSON_OBJECT = DotName.createSimple("io.vertx.core.json.JsonObject");
    static final DotName JSON_ARRAY = DotName.createSimple("io.vertx.core.json.JsonArray");
    static final DotName FILE_UPLOAD = DotName.createSimple("io.vertx.ext.web.FileUpload");
    static final DotName PATH = DotName.createSimple("java.nio.file.Path");
    static final DotName FILE = DotName.createSimple("java.io.File");
    static final DotName INPUT_STREAM = DotName.createSimple("java.io.InputStream");
    static final DotName OPTIONAL = DotName.createSimple("java.util.Optional");
    static final DotName LIST = DotName.createSimple("java.util.List");
    static final DotName JSON_NODE = DotName.createSimple("com.fasterxml.jackson.databind.JsonNode");
    static final DotName STRING = DotName.createSimple(String.class);
    static final DotName HTTP_EXCEPTION = DotName.createSimple(HttpException.class);
    static final DotName THROWABLE = DotName.createSimple(Throwable.class);

    static final String URL = "url";
    static final String METHOD = "method";
    static final String PRODUCES = "produces";

    private HttpDotNames() {
    }

    /** The annotation that holds several of one for a single method. */
    static DotName containerOf(DotName annotation) {
        return DotName.createSimple(annotation + "$List");
    }
}
