package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.http.HttpRequest;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpResponse;

/** AWS JSON 1.0: the action in a header, JSON in and out. */
final class JsonProtocol {
    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";

    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final List<Service> services;

    JsonProtocol(List<Service> services) {
        this.services = services;
    }

    WireCall read(HttpRequest request) {
        String target = request.header("x-amz-target");
        int dot = target.lastIndexOf('.');
        String prefix = dot < 0 ? "" : target.substring(0, dot);
        String action = target.substring(dot + 1);
        for (Service service : services) {
            if (prefix.equals(service.jsonTarget())) {
                return new JsonCall(service, action, request.body());
            }
        }
        return new JsonCall(null, action, request.body());
    }

    private final class JsonCall implements WireCall {
        private final Service service;
        private final String action;
        private final byte[] body;
        private final String requestId = UUID.randomUUID().toString();

        JsonCall(Service service, String action, byte[] body) {
            this.service = service;
            this.action = action;
            this.body = body;
        }

        @Override
        public Service service() {
            return service;
        }

        @Override
        public String action() {
            return action;
        }

        @Override
        public boolean query() {
            return false;
        }

        @Override
        public Input input() {
            if (body.length == 0) {
                return new Input(JsonNodeFactory.instance.objectNode(), false);
            }
            try {
                if (mapper.readTree(body) instanceof ObjectNode object) {
                    return new Input(object, false);
                }
            } catch (IOException e) {
                throw ServiceError.malformed("The body is not valid JSON");
            }
            throw ServiceError.malformed("The body is not a JSON object");
        }

        @Override
        public HttpResponse success(ObjectNode output) {
            return respond(200, output);
        }

        @Override
        public HttpResponse failure(ServiceError error) {
            ObjectNode body = mapper.createObjectNode().put("__type", error.type()).put("message", error.getMessage());
            return respond(error.status(), body).withHeader("x-amzn-query-error", error.code() + ";" + error.fault())
                    .withHeader("x-amzn-ErrorType", error.type());
        }

        private HttpResponse respond(int status, ObjectNode body) {
            try {
                return HttpResponse.of(status, CONTENT_TYPE, mapper.writeValueAsBytes(body))
                        .withHeader("x-amzn-RequestId", requestId);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
