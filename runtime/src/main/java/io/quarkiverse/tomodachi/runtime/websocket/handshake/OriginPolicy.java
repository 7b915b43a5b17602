package io.quarkiverse.tomodachi.runtime.websocket.handshake;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Decides from which pages a browser may connect. Browsers send cookies and other credentials of a site along with a handshake
 * that any other site's page asked for, and apply no policy of their own.
 */
public final class OriginPolicy {

    /** {@code null} for the same host only. */
    private final List<Predicate<String>> allowed;

    /** @throws IllegalArgumentException if one of the origins is neither an origin nor a regular expression */
    public OriginPolicy(Optional<List<String>> origins) {
        this.allowed = origins.map(list -> list.stream().map(OriginPolicy::predicate).toList()).orElse(null);
    }

    private static Predicate<String> predicate(String configured) {
        String origin = configured.trim();
        if (origin.equals("*")) {
            return ignored -> true;
        }
        if (origin.length() > 2 && origin.startsWith("/") && origin.endsWith("/")) {
            try {
                return Pattern.compile(origin.substring(1, origin.length() - 1)).asMatchPredicate();
            } catch (PatternSyntaxException e) {
                throw invalid(origin, "is not a regular expression: " + e.getDescription());
            }
        }
        if (!origin.equals("null") && !origin.matches("(?i)[a-z][a-z0-9+.-]*://[^/]+")) {
            throw invalid(origin, "is no origin; write it as in https://shop.example:8443");
        }
        return origin::equalsIgnoreCase;
    }

    private static IllegalArgumentException invalid(String origin, String problem) {
        return new IllegalArgumentException("quarkus.tomodachi.websocket.allowed-origins: '" + origin + "' " + problem);
    }

    /**
     * @param origin the header {@code Origin}, {@code null} if the client sent none
     * @param host the host, and the port unless it is the usual one, that the request was sent to
     */
    boolean allows(String origin, String host) {
        if (origin == null) {
            return true;
        }
        if (allowed != null) {
            return allowed.stream().anyMatch(one -> one.test(origin));
        }
        int scheme = origin.indexOf("://");
        return scheme > 0 && host != null && withoutUsualPort(origin.substring(scheme + 3)).equals(withoutUsualPort(host));
    }

    /** A proxy may end TLS, so that the scheme, and with it the usual port, is not the same on both sides. */
    private static String withoutUsualPort(String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.endsWith(":443") ? lower.substring(0, lower.length() - 4)
                : lower.endsWith(":80") ? lower.substring(0, lower.length() - 3) : lower;
    }
}
