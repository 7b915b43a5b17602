package io.quarkiverse.tomodachi.runtime.websocket.handshake;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** The headers of RFC 6455 by which a client asks for a connection. */
public final class Handshake {

    static final String VERSION = "13";
    static final CharSequence VERSION_HEADER = HttpHeaders.createOptimized("sec-websocket-version");
    static final CharSequence PROTOCOL_HEADER = HttpHeaders.createOptimized("sec-websocket-protocol");

    private static final CharSequence KEY_HEADER = HttpHeaders.createOptimized("sec-websocket-key");
    private static final int KEY_LENGTH = 16;

    private Handshake() {
    }

    /** Whether the request asks for a websocket, well or not. */
    public static boolean isAskedFor(HttpServerRequest request) {
        String upgrade = request.getHeader(HttpHeaders.UPGRADE);
        return upgrade != null && tokens(List.of(upgrade)).anyMatch("websocket"::equalsIgnoreCase);
    }

    /** @return 0 if the connection can be opened, else the status to answer with */
    static int problem(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (tokens(headers.getAll(HttpHeaders.CONNECTION)).noneMatch("upgrade"::equalsIgnoreCase)) {
            return 400;
        }
        String version = headers.get(VERSION_HEADER);
        if (version == null || !VERSION.equals(version.trim())) {
            return 426;
        }
        // of two origins, one would be checked and the other one meant
        return isKey(headers.get(KEY_HEADER)) && headers.getAll(HttpHeaders.ORIGIN).size() <= 1 ? 0 : 400;
    }

    private static boolean isKey(String key) {
        try {
            return key != null && Base64.getDecoder().decode(key.trim()).length == KEY_LENGTH;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @return the first of the client's subprotocols that is spoken here, {@code null} if there is none */
    static String subprotocol(HttpServerRequest request, List<String> spoken) {
        return tokens(request.headers().getAll(PROTOCOL_HEADER)).filter(spoken::contains).findFirst().orElse(null);
    }

    /**
     * Makes the server answer with the chosen subprotocol, and with no other one that is spoken elsewhere in the application.
     */
    static void answer(HttpServerRequest request, String subprotocol) {
        if (subprotocol == null) {
            request.headers().remove(PROTOCOL_HEADER);
        } else {
            request.headers().set(PROTOCOL_HEADER, subprotocol);
            request.response().putHeader(PROTOCOL_HEADER, subprotocol);
        }
    }

    /** The host that the client sees. */
    static String host(HttpServerRequest request) {
        return request.authority() == null ? null : request.authority().toString().toLowerCase(Locale.ROOT);
    }

    private static Stream<String> tokens(List<String> headers) {
        return headers.stream().flatMap(header -> Stream.of(header.split(","))).map(String::trim);
    }
}
