package io.quarkiverse.tomodachi.runtime.http.response;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Writes what a handler returned. */
public final class HttpResponseWriter {

    public static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String CHARSET = "charset=";

    private final ObjectMapper mapper;

    public HttpResponseWriter(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * @param service whose content type is the default; {@code null} for the common one
     * @param status the status unless the result tells another one
     * @throws RuntimeException if the result cannot be written; nothing was sent then
     */
    public void write(RoutingContext context, Service service, int status, Object result) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        boolean described = result instanceof Response;
        Object body = described ? ((Response) result).body() : result;
        boolean json = described && ((Response) result).isJson();
        String given = described ? ((Response) result).headers().get(HttpHeaders.CONTENT_TYPE) : null;
        String type = given != null ? given : json || isObject(body) ? JSON : defaultType(service);
        Buffer bytes = json ? object(body) : bytes(body, type);
        response.setStatusCode(described && ((Response) result).hasStatus() ? ((Response) result).status() : status);
        response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        if (described) {
            for (Map.Entry<String, String> header : ((Response) result).headers()) {
                if (!HttpHeaders.CONTENT_TYPE.toString().equalsIgnoreCase(header.getKey())) {
                    response.headers().add(header.getKey(), header.getValue());
                }
            }
        }
        if (context.request().method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(bytes.length())).end();
        } else {
            response.end(bytes);
        }
    }

    private static String defaultType(Service service) {
        return service == null ? TEXT : service.config().http().contentType();
    }

    private static boolean isObject(Object body) {
        return !(body == null || body instanceof CharSequence || body instanceof byte[] || body instanceof Buffer);
    }

    private Buffer bytes(Object body, String type) {
        if (body == null) {
            return Buffer.buffer();
        }
        if (body instanceof CharSequence text) {
            return Buffer.buffer(text.toString().getBytes(charset(type)));
        }
        if (body instanceof byte[] bytes) {
            return Buffer.buffer(bytes);
        }
        return body instanceof Buffer buffer ? buffer : object(body);
    }

    private Buffer object(Object body) {
        if (body instanceof JsonObject object) {
            return object.toBuffer();
        }
        if (body instanceof JsonArray array) {
            return array.toBuffer();
        }
        try {
            return Buffer.buffer(mapper.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The result cannot be written as JSON", e);
        }
    }

    private static Charset charset(String type) {
        int start = type.toLowerCase(Locale.ROOT).indexOf(CHARSET);
        if (start < 0) {
            return StandardCharsets.UTF_8;
        }
        int end = type.indexOf(';', start);
        String name = type.substring(start + CHARSET.length(), end < 0 ? type.length() : end).replace("\"", "").trim();
        return Charset.forName(name);
    }
}
