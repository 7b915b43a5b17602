package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.net.URI;
import java.util.regex.Pattern;

/** Hides what differs by nature: where an endpoint is, its account, names, ids and times. */
final class Mask {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern NAME = Pattern.compile("\\b([a-z]+)-[0-9a-f]{8}\\b");
    private static final Pattern ACCOUNT = Pattern.compile("\\b[0-9]{12}\\b");
    private static final Pattern INSTANT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");

    private final Pattern address;

    Mask(URI uri) {
        address = Pattern.compile("http://[A-Za-z0-9.-]+:" + uri.getPort());
    }

    String of(String text) {
        String masked = address.matcher(text).replaceAll("<address>");
        masked = UUID.matcher(masked).replaceAll("<uuid>");
        masked = NAME.matcher(masked).replaceAll("<$1>");
        masked = INSTANT.matcher(masked).replaceAll("<time>");
        return ACCOUNT.matcher(masked).replaceAll("<account>");
    }
}
