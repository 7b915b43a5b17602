package io.quarkiverse.tomodachi.deployment.clients;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an application is to be configured with, so that its clients of SNS and SQS use an endpoint of a test. */
public final class AwsSettings {

    private AwsSettings() {
    }

    public static Map<String, String> of(URI endpoint) {
        return of(endpoint, "us-east-1");
    }

    public static Map<String, String> of(URI endpoint, String region) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String client : List.of("quarkus.sqs.", "quarkus.sns.")) {
            settings.put(client + "endpoint-override", endpoint.toString());
            settings.put(client + "aws.region", region);
            settings.put(client + "aws.credentials.type", "static");
            settings.put(client + "aws.credentials.static-provider.access-key-id", "test");
            settings.put(client + "aws.credentials.static-provider.secret-access-key", "test");
        }
        return settings;
    }
}
