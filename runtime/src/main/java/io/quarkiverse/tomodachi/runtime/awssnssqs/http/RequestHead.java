package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Where a request goes and what it says before its content. It is signed, so that nothing may be different in it. */
record RequestHead(SdkHttpRequest request) {

    RequestOptions options() {
        return new RequestOptions().setMethod(HttpMethod.valueOf(request.method().name())).setHost(host())
                .setPort(request.port()).setSsl("https".equals(request.protocol())).setURI(target());
    }

    /** Without the brackets of an IPv6 address, which are a matter of URIs. */
    private String host() {
        String host = request.host();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private String target() {
        String path = request.encodedPath().isEmpty() ? "/" : request.encodedPath();
        return request.encodedQueryParameters().map(query -> path + '?' + query).orElse(path);
    }

    void write(MultiMap headers) {
        request.forEachHeader(headers::set);
        if (!headers.contains(HttpHeaders.HOST)) {
            headers.set(HttpHeaders.HOST, SdkHttpUtils.isUsingStandardPort(request.protocol(), request.port())
                    ? request.host()
                    : request.host() + ':' + request.port());
        }
    }

    String address() {
        return request.protocol() + "://" + request.host() + ':' + request.port();
    }
}
