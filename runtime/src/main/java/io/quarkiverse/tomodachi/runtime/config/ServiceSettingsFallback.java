package io.quarkiverse.tomodachi.runtime.config;

import java.util.Set;

import io.smallrye.config.FallbackConfigSourceInterceptor;

/** Lets each service have, for every key that is not set for it by name, what is set for all services. */
public class ServiceSettingsFallback extends FallbackConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;

    private static final String PREFIX = "quarkus.tomodachi.";
    private static final Set<String> GROUPS = Set.of("uuid", "http", "websocket", "amqp", "aws-sns-sqs", "schedule", "retry",
            "deduplication");

    /** No service, though its groups have the same names. */
    private static final String DEV_SERVICES = PREFIX + "devservices.";

    public ServiceSettingsFallback() {
        super(ServiceSettingsFallback::ofAllServices);
    }

    static String ofAllServices(String key) {
        if (!key.startsWith(PREFIX) || key.startsWith(DEV_SERVICES)) {
            return key;
        }
        int end = key.startsWith("\"", PREFIX.length()) ? key.indexOf('"', PREFIX.length() + 1) + 1
                : key.indexOf('.', PREFIX.length());
        if (end <= 0 || end >= key.length() || key.charAt(end) != '.') {
            return key;
        }
        String setting = key.substring(end + 1);
        int group = setting.indexOf('.');
        return GROUPS.contains(group < 0 ? setting : setting.substring(0, group)) ? PREFIX + setting : key;
    }
}
