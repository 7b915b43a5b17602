package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.http.HttpRequest;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpResponse;

/** AWS query: a form in, XML out. */
final class QueryProtocol {
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/,]+/[0-9]+/[^/,]+/([a-z]+)/aws4_request");
    private static final String UNKNOWN_NAMESPACE = "http://webservices.amazon.com/AWSFault/2005-15-09";

    private final List<Service> services;

    QueryProtocol(List<Service> services) {
        this.services = services;
    }

    WireCall read(HttpRequest request) {
        Map<String, String> parameters = FormDecoder.parameters(request.query());
        parameters.putAll(FormDecoder.parameters(new String(request.body(), StandardCharsets.UTF_8)));
        String action = parameters.remove("Action");
        String version = parameters.remove("Version");
        if (action == null || action.isEmpty()) {
            throw new ServiceError(400, "MissingAction", "com.amazon.coral.service#MissingAction",
                    "The request must contain the parameter Action");
        }
        return new QueryCall(service(request, version, action), action, parameters, request.path());
    }

    private Service service(HttpRequest request, String version, String action) {
        Matcher scope = SCOPE.matcher(request.headers().getOrDefault("authorization", ""));
        String signingName = scope.find() ? scope.group(1) : null;
        for (Service service : services) {
            if (service.signingName().equals(signingName)) {
                return service;
            }
        }
        for (Service service : services) {
            if (service.version().equals(version)) {
                return service;
            }
        }
        return services.stream().filter(service -> service.actions().containsKey(action)).findFirst().orElse(null);
    }

    HttpResponse failure(ServiceError error) {
        return failure(null, error);
    }

    private static HttpResponse failure(Service service, ServiceError error) {
        String requestId = UUID.randomUUID().toString();
        String namespace = service == null ? UNKNOWN_NAMESPACE : service.namespace();
        return respond(error.status(), XmlWriter.error(namespace, error, requestId), requestId);
    }

    private static HttpResponse respond(int status, String xml, String requestId) {
        return HttpResponse.of(status, "text/xml", xml).withHeader("x-amzn-RequestId", requestId);
    }

    private record QueryCall(Service service, String action, Map<String, String> parameters, String path)
            implements
                WireCall {

        @Override
        public boolean query() {
            return true;
        }

        @Override
        public Input input() {
            return new Input(service.queryShape().input(FormDecoder.structure(parameters), path), true);
        }

        @Override
        public HttpResponse success(ObjectNode output) {
            String requestId = UUID.randomUUID().toString();
            ObjectNode shaped = service.queryShape().output(action, output);
            return respond(200, XmlWriter.response(service, action, shaped, requestId), requestId);
        }

        @Override
        public HttpResponse failure(ServiceError error) {
            return QueryProtocol.failure(service, error);
        }
    }
}
