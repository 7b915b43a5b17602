package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A queue that exists. What is read of it and changed by it together is done in a block that is synchronized on it. */
final class ExistingQueue {

    private final String name;
    private final String url;
    private final String arn;
    private Map<String, String> attributes;

    /**
     * @param arn {@code null} if it is not known
     * @param attributes {@code null} if the application may not know them
     */
    ExistingQueue(String name, String url, String arn, Map<String, String> attributes) {
        this.name = name;
        this.url = url;
        this.arn = arn;
        this.attributes = attributes;
    }

    /** The name or ARN by which it was looked up. */
    String name() {
        return name;
    }

    String url() {
        return url;
    }

    Optional<String> arn() {
        return Optional.ofNullable(arn);
    }

    synchronized boolean isKnown() {
        return attributes != null;
    }

    /** An attribute, {@code null} if the queue has none of that name or its attributes are not known. */
    synchronized String attribute(String attribute) {
        return attributes == null ? null : attributes.get(attribute);
    }

    synchronized void changed(Map<String, String> changes) {
        if (attributes != null) {
            attributes = new HashMap<>(attributes);
            changes.forEach((attribute, value) -> {
                if (value.isEmpty()) {
                    attributes.remove(attribute);
                } else {
                    attributes.put(attribute, value);
                }
            });
        }
    }

    synchronized void refreshed(Map<String, String> current) {
        attributes = current;
    }
}
